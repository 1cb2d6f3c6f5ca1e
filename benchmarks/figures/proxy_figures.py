#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the example TcpProxy costs with splice(2) and with read and write: CPU seconds of its process a GiB, in turns.

usage: proxy_figures.py JAVA OPTIONS...      the command that runs a single-file program with Headrace on its class path
Environment: GIB (2) a run, RUNS (5).
"""
import os
import socket
import statistics
import subprocess
import sys
import threading

EXAMPLE = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                       "../../examples/src/main/java/io/headrace/examples/TcpProxy.java")
GIB = float(os.environ.get("GIB", "2"))
RUNS = int(os.environ.get("RUNS", "5"))
PIECE = bytes(1 << 20)


def cpu(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def drain(listener, result):
    connection = listener.accept()[0]
    room = bytearray(1 << 20)
    count = 0
    while True:
        n = connection.recv_into(room)
        if n == 0:
            break
        count += n
    result.append(count)
    connection.close()


def pump(port, listener, size):
    result = []
    server = threading.Thread(target=drain, args=(listener, result))
    server.start()
    client = socket.create_connection(("127.0.0.1", port))
    for _ in range(size >> 20):
        client.sendall(PIECE)
    client.shutdown(socket.SHUT_WR)
    server.join()
    client.close()
    if result != [size >> 20 << 20]:
        sys.exit(f"{result} bytes came, {size} were sent")


def start(listener, arguments):
    command = sys.argv[1:] + [EXAMPLE, str(listener.getsockname()[1]), "0"] + arguments
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    line = process.stdout.readline()
    return process, int(line.rsplit(":", 1)[1])


def main():
    listener = socket.create_server(("127.0.0.1", 0))
    proxies = {"copy": start(listener, ["copy"]), "splice": start(listener, [])}
    costs = {name: [] for name in proxies}
    size = int(GIB * (1 << 30))
    for run in range(RUNS + 1):
        for name, (process, port) in proxies.items():
            before = cpu(process.pid)
            pump(port, listener, size)
            if run > 0:  # the first one warms up
                costs[name].append((cpu(process.pid) - before) / GIB)
    for name, (process, _) in proxies.items():
        process.kill()
        print(f"{name:7} CPU s/GiB: median {statistics.median(costs[name]):.3f} "
              f"({min(costs[name]):.3f} to {max(costs[name]):.3f})")
    ratios = [b / a for a, b in zip(costs["copy"], costs["splice"])]
    print(f"splice / copy: median {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


main()
