/* SPDX-License-Identifier: Apache-2.0 */
#include "payload.h"

#include "failure.h"
#include "letters.h"

#include <stdlib.h>
#include <string.h>

int payload_open(payload *out, size_t size)
{
    *out = (payload){.size = size, .out = malloc(size), .in = calloc(1, size)};
    if (out->out == NULL || out->in == NULL) {
        warn("malloc");
        payload_close(out);
        return -1;
    }
    letters_fill(out->out, size);
    return 0;
}

int payload_check(payload *p)
{
    size_t right = letters_match(0, p->in, p->size);
    if (right < p->size) {
        return failed("byte %zu came wrong", right);
    }
    memset(p->in, 0, p->size);
    return 0;
}

void payload_close(payload *p)
{
    free(p->out);
    free(p->in);
}
