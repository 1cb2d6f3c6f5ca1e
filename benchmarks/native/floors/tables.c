/* SPDX-License-Identifier: Apache-2.0 */
#include "tables.h"

const operation_kind *const operations[] = {&operation_flip,
                                            &operation_drained,
                                            &operation_wakeup,
                                            &operation_accept,
                                            &operation_would_block,
                                            &operation_stream,
                                            &operation_datagram,
                                            &operation_datagram_connected,
                                            NULL};

const char *operation_name_at(long index)
{
    return operations[index] == NULL ? NULL : operations[index]->name;
}
