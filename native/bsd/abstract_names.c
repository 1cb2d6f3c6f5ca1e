/* SPDX-License-Identifier: Apache-2.0 */
#include "posix/abstract_names.h"

const bool hr_posix_abstract_names = false;
