/* SPDX-License-Identifier: Apache-2.0 */
#include "workload.h"

#include "first.h"
#include "http.h"

#include <stdint.h>

static int prepare_http(load *l)
{
    return http_open(&l->exchange, l->plan->size, l->plan->depth) != 0 ? -1 : first_ask(&l->exchange, l->plan);
}

static int prepare_echo(load *l)
{
    l->exchange.returns_token = true;
    l->exchange.body_size = l->plan->size;
    return exchange_open_letters(&l->exchange, l->plan->size, l->plan->depth) != 0 ? -1
                                                                                   : first_ask(&l->exchange, l->plan);
}

const workload workload_http = {
    .name = "http",
    .smallest = TOKEN_SIZE,
    .largest = 1 << 30,
    .takes_depth = true,
    .takes_idle = true,
    .takes_rate = true,
    .asks = true,
    .prepare = prepare_http,
    .open = stream_open,
    .start = stream_start,
    .ready = stream_ready,
    .turn = load_turn,
};

const workload workload_echo = {
    .name = "echo",
    .usual_size = 64,
    .smallest = TOKEN_SIZE,
    .largest = 16 << 20,
    .takes_depth = true,
    .takes_idle = true,
    .takes_rate = true,
    .asks = true,
    .prepare = prepare_echo,
    .open = stream_open,
    .start = stream_start,
    .ready = stream_ready,
    .turn = load_turn,
};

const workload *const workloads[] = {&workload_http, &workload_echo, NULL};
const char *const workload_names[] = {"http", "echo", NULL};
