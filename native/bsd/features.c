/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>

#include "hr_socket.h"

static const bool has[HR_FEATURE_COUNT] = {
    [HR_FEATURE_RAW_OPTIONS] = true,   [HR_FEATURE_TRANSFER] = true,      [HR_FEATURE_INHERITED_CHANNELS] = true,
    [HR_FEATURE_UNIX_DATAGRAM] = true, [HR_FEATURE_PASS_CHANNELS] = true,
};

hr_result hr_supports(hr_feature feature)
{
    return (unsigned)feature < HR_FEATURE_COUNT && has[feature];
}
