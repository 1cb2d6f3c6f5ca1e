# SPDX-License-Identifier: Apache-2.0
"""REQUESTS COMMAND...: runs the server HandOver and four successors, and sends it requests meanwhile.

At each hand-over 20 connections wait in the listener's queue. The second server is killed by SIGKILL while 20 more
wait. The fourth is killed in the middle: its listeners are on their way, and nobody has them. Prints how many requests
there were, how many failed, how many waited, and how many of the servers answered."""

import collections
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time

WAITING = 20
CLIENTS = 4
SECONDS = 50

requests, command = int(sys.argv[1]), sys.argv[2:]
lock = threading.Condition()
answers = collections.Counter()
failures = []
paused = False
handed_over = False
idle = 0


def run():
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def port_of(server):
    line = server.stdout.readline()
    assert line.startswith("listening on "), line
    return int(line.rsplit(":", 1)[1])


def start():
    server = run()
    return server, port_of(server)


def connect():
    connection = socket.create_connection(("127.0.0.1", port), SECONDS)
    connection.sendall(b"x")
    return connection


def finish(connection):
    """The number of the process that answered."""
    with connection:
        answer = b""
        while not answer.endswith(b"\n"):
            part = connection.recv(100)
            if not part:
                raise OSError("no answer")
            answer += part
    with lock:
        answers[int(answer)] += 1
        lock.notify_all()
    return int(answer)


def client():
    global idle
    while True:
        with lock:
            idle += 1
            lock.notify_all()
            lock.wait_for(lambda: not paused)
            idle -= 1
            if handed_over and sum(answers.values()) + len(failures) >= requests:
                return
        try:
            finish(connect())
        except OSError as e:
            with lock:
                failures.append(e)
                lock.notify_all()


def waiting():
    """Connections in the queue of the listener, by /proc/net/tcp."""
    for name in "/proc/net/tcp", "/proc/net/tcp6":
        for line in open(name).readlines()[1:]:
            fields = line.split()
            if int(fields[1].rsplit(":", 1)[1], 16) == port and fields[3] == "0A":
                return int(fields[4].split(":")[1], 16)
    raise AssertionError("no listener")


def is_stopped(process):
    """All of its threads."""
    tasks = os.listdir(f"/proc/{process}/task")
    return all(open(f"/proc/{process}/task/{t}/stat").read().rsplit(")", 1)[1].split()[0] == "T" for t in tasks)


def until(condition):
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, "in vain"
        time.sleep(0.001)


def await_answers(*processes):
    """Until each of them has answered some more."""
    with lock:
        before = answers.copy()
        assert lock.wait_for(lambda: all(answers[p] - before[p] >= 50 for p in processes), SECONDS), answers


def pause(is_paused):
    global paused
    with lock:
        paused = is_paused
        lock.notify_all()
        assert not is_paused or lock.wait_for(lambda: idle == CLIENTS, SECONDS)


def fill_queue():
    """The server has read its last request: connections wait from now on."""
    connections = [connect() for _ in range(WAITING)]
    until(lambda: waiting() >= WAITING)
    return connections


def hand_over(old, kill):
    blocker = socket.create_connection(("127.0.0.1", port), SECONDS)
    until(lambda: waiting() > 0)
    queued = fill_queue()
    new, _ = start()
    served = [finish(each) for each in queued]
    blocker.sendall(b"x")
    served.append(finish(blocker))
    await_answers(old.pid, new.pid)
    if kill:
        pause(True)
        for each in old, new:
            each.send_signal(signal.SIGSTOP)
        until(lambda: is_stopped(old.pid) and is_stopped(new.pid))
        queued = fill_queue()
        old.kill()
        old.wait()
        new.send_signal(signal.SIGCONT)
        served += [finish(each) for each in queued]
        pause(False)
    else:
        old.stdin.close()
        assert old.wait(SECONDS) == 0
    return new, len(served) - 1


def await_readable(socket_):
    assert select.select([socket_], [], [], SECONDS)[0], "in vain"


def hand_over_when_killed(old):
    """We are its successor, and have not received yet when it dies. Then we are the next one's predecessor."""
    pause(True)
    with socket.socket(socket.AF_UNIX) as successor:
        successor.connect(command[-1])
        await_readable(successor)
        old.send_signal(signal.SIGSTOP)
        until(lambda: is_stopped(old.pid))
        queued = fill_queue()
        old.kill()
        old.wait()
        numbers = socket.recv_fds(successor, 1, 2)[1]
    listener, successors = (socket.socket(fileno=number) for number in numbers)
    with listener, successors:
        new = run()
        await_readable(successors)
        with successors.accept()[0] as connection:
            socket.send_fds(connection, [b"x"], numbers)
            assert port_of(new) == port
    served = [finish(each) for each in queued]
    pause(False)
    return new, len(served)


server, port = start()
threads = [threading.Thread(target=client, daemon=True) for _ in range(CLIENTS)]
for each in threads:
    each.start()
waited = 0
for i in range(4):
    with lock:
        assert lock.wait_for(lambda: sum(answers.values()) >= requests * (i + 1) // 6, SECONDS)
    server, count = hand_over_when_killed(server) if i == 3 else hand_over(server, i == 1)
    waited += count
with lock:
    handed_over = True
for each in threads:
    each.join()
server.stdin.close()
assert server.wait(SECONDS) == 0
print(f"{sum(answers.values()) >= requests and requests} requests, {len(failures)} failed, {waited} waited, "
      f"{len(answers)} servers")
