"""Runs one command in a pseudo-terminal. A JSON script comes on standard input, the JSON result goes to standard output.

Script: argv, env, cwd, columns (100 unless told) and rows (40), stdin and stdout ("terminal", "pipe" or "null"), steps. A step waits for `wait` to appear, then does one thing:
`keys` types them, `signal` sends that signal, `answer` goes on to answer questions until `questions` are answered or the command ends: `answer.one` is typed at a list to choose from, `answer.many` at a list to tick.
Result: code (exit code, or minus the signal that killed it), screen (everything the terminal got), stdout (what went to a pipe).
"""
import fcntl, json, os, pty, re, select, signal, struct, subprocess, sys, termios, time

script = json.load(sys.stdin)
master, slave = pty.openpty()
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack('HHHH', script.get('rows', 40), script.get('columns', 100), 0, 0))
null = open(os.devnull, 'r+b', buffering=0)


def channel(kind):
    return {'terminal': slave, 'null': null, 'pipe': subprocess.PIPE}[kind]


def take_terminal():
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)


child = subprocess.Popen(
    script['argv'], env=script['env'], cwd=script.get('cwd'), stdin=channel(script.get('stdin', 'terminal')),
    stdout=channel(script.get('stdout', 'terminal')), stderr=slave, preexec_fn=take_terminal, pass_fds=[slave])
os.close(slave)
if child.stdin:
    child.stdin.close()
screen, piped, deadline = b'', b'', time.time() + script.get('timeout', 25)
open_ends = {master} | ({child.stdout.fileno()} if child.stdout else set())


def pump(wait):
    """Reads what comes within `wait` seconds; true when something came."""
    global screen, piped
    ready, _, _ = select.select(list(open_ends), [], [], wait)
    for end in ready:
        try:
            data = os.read(end, 65536)
        except OSError:
            data = b''
        if not data:
            open_ends.discard(end)
        elif end == master:
            screen += data
        else:
            piped += data
    return bool(ready)


def settle():
    """Waits until nothing more comes; false when the command has closed the terminal."""
    while master in open_ends and time.time() < deadline:
        if not pump(0.08):
            return child.poll() is None
    return False


def type_keys(keys):
    for key in re.findall('\x1b\\[.|.', keys, re.S):
        os.write(master, key.encode())
        time.sleep(0.02)


def answer(how):
    done = set()
    while settle() and len(done) < how.get('questions', 999):
        text = screen.decode(errors='replace')
        number = re.findall(r'(\d+) of at most', text)[-1:]
        if number and number[0] not in done:
            done.add(number[0])
            type_keys(how['many'] if 'submit' in text[text.rfind(f'{number[0]} of at most'):] else how['one'])


seen = 0
for step in script.get('steps', []):
    while step.get('wait') and time.time() < deadline:
        at = screen.find(step['wait'].encode(), seen)
        if at >= 0:
            seen = at + len(step['wait'])
            break
        if master not in open_ends:
            break
        pump(0.5)
    settle()
    if 'keys' in step:
        type_keys(step['keys'])
    elif 'signal' in step:
        child.send_signal(getattr(signal, step['signal']))
    elif 'answer' in step:
        answer(step['answer'])
while open_ends and time.time() < deadline:
    pump(0.5)
try:
    code = child.wait(max(0.1, deadline - time.time()))
except subprocess.TimeoutExpired:
    child.kill()
    code = 'timeout'
json.dump({'code': code, 'screen': screen.decode(errors='replace'), 'stdout': piped.decode(errors='replace')}, sys.stdout)
