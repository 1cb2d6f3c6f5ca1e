/* SPDX-License-Identifier: Apache-2.0 */
#include "workload.h"

#include "first.h"
#include "http.h"

#define FILE_REQUEST 64
#define LARGEST_DATAGRAM 65507
#define LARGEST_MESSAGE ((size_t)16 << 20)
#define LARGEST_BODY ((size_t)1 << 30)

static int prepare_http(load *l)
{
    return http_open(&l->exchange, l->plan->size, l->plan->depth) != 0 ? -1 : first_ask(&l->exchange, l->plan);
}

static int prepare_messages(load *l)
{
    l->exchange.returns_token = true;
    l->exchange.body_size = l->plan->size;
    return exchange_open_letters(&l->exchange, l->plan->size, l->plan->depth);
}

static int prepare_echo(load *l)
{
    return prepare_messages(l) != 0 ? -1 : first_ask(&l->exchange, l->plan);
}

static int prepare_file(load *l)
{
    l->exchange.body_size = l->plan->size;
    return exchange_open_letters(&l->exchange, FILE_REQUEST, l->plan->depth) != 0 ? -1
                                                                                  : first_ask(&l->exchange, l->plan);
}

const workload workload_http = {
    .name = "http",
    .smallest = TOKEN_SIZE,
    .largest = LARGEST_BODY,
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
    .largest = LARGEST_MESSAGE,
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

const workload workload_accept = {
    .name = "accept",
    .usual_size = 64,
    .smallest = TOKEN_SIZE,
    .largest = LARGEST_MESSAGE,
    .takes_idle = true,
    .takes_rate = true,
    .asks = true,
    .prepare = prepare_echo,
    .open = accept_open,
    .start = accept_start,
    .ready = accept_ready,
    .turn = load_turn,
};

const workload workload_datagram = {
    .name = "datagram",
    .usual_size = 64,
    .smallest = TOKEN_SIZE,
    .largest = LARGEST_DATAGRAM,
    .takes_rate = true,
    .prepare = prepare_messages,
    .open = datagram_open,
    .start = datagram_start,
    .ready = datagram_ready,
    .overdue = datagram_overdue,
    .turn = load_turn,
};

const workload workload_flood = {
    .name = "flood",
    .usual_size = 64,
    .smallest = TOKEN_SIZE,
    .largest = LARGEST_DATAGRAM,
    .floods = true,
    .prepare = flood_prepare,
    .open = flood_open,
    .start = flood_start,
    .turn = flood_turn,
};

const workload workload_file = {
    .name = "file",
    .smallest = 1,
    .largest = LARGEST_BODY,
    .takes_depth = true,
    .takes_idle = true,
    .takes_rate = true,
    .asks = true,
    .prepare = prepare_file,
    .open = stream_open,
    .start = stream_start,
    .ready = stream_ready,
    .turn = load_turn,
};

const workload workload_request = {
    .name = "request",
    .usual_size = 1,
    .smallest = 1,
    .largest = 1,
    .takes_rate = true,
    .takes_request = true,
    .prepare = request_prepare,
    .open = request_open,
    .start = request_start,
    .ready = request_ready,
    .turn = load_turn,
    .close = request_close,
};

const workload *const workloads[] = {&workload_http,  &workload_echo, &workload_accept,  &workload_datagram,
                                     &workload_flood, &workload_file, &workload_request, NULL};

const char *workload_name_at(long index)
{
    return workloads[index] == NULL ? NULL : workloads[index]->name;
}
