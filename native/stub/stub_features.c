/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"

hr_result hr_supports(hr_feature feature)
{
    (void)feature;
    return 0;
}
