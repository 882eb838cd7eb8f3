"""Runs one command in a pseudo-terminal. A JSON script comes on standard input, the JSON result goes to standard output.

Script: argv, env, cwd, columns (100 unless told) and rows (40), stdin and stdout ("terminal", "pipe" or "null"), timeout in seconds, steps.
A step waits for `wait` to appear, then for a moment of silence (unless `now`), then `pause` seconds, then does one thing:
`keys` types them one by one, `paste` sends a text at once, `signal` sends that signal, `resize` gives the terminal other columns and rows,
`hangup` closes the terminal, `stop` stops the process whose number is in that file,
`answer` goes on to answer questions until `questions` are answered, the review is reached or the command ends: `answer.one` is typed at a list to
choose from, `answer.many` at a list to tick, `answer.review` at the review.
Result: code (exit code, or minus the signal that killed it), screen (everything the terminal got, with a mark where it was resized), stdout (what
went to a pipe), cooked (whether the terminal was left as a shell expects it), cpu (seconds that the command computed).
"""
import fcntl, json, os, pty, re, resource, select, signal, struct, subprocess, sys, termios, time

script = json.load(sys.stdin)
master, slave = pty.openpty()


def set_size(columns, rows):
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))


set_size(script.get('columns', 100), script.get('rows', 40))
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
screen, piped, deadline = b'', b'', time.time() + script.get('timeout', 50)
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
    for key in re.findall('\x1b\\[[0-9;]*[A-Za-z~]|\x1bO.|.', keys, re.S):
        send(key)
        time.sleep(0.02)


def send(text):
    try:
        os.write(master, text.encode())
    except OSError:
        pass


def resize(columns, rows):
    global screen
    screen += f'\x1b_size:{columns}x{rows}\x1b\\'.encode()
    set_size(columns, rows)


def answer(how):
    done = set()
    while settle() and len(done) < how.get('questions', 999):
        text = re.sub('\x1b\\[[0-9;?]*[A-Za-z]', '', screen.decode(errors='replace'))
        asked = list(re.finditer(r'Question (\d+),', text))
        here = asked[-1].end() if asked else 0
        if re.search(r'\? Review\s+your', text[here:]):
            return type_keys(how.get('review', ''))
        if asked and asked[-1][1] not in done:
            done.add(asked[-1][1])
            type_keys(how['many'] if re.search(r'\u25ef|\u25c9|\[[ x]\]', text[here:]) else how['one'])


def act(step):
    if 'keys' in step:
        type_keys(step['keys'])
    elif 'paste' in step:
        send(step['paste'])
    elif 'resize' in step:
        resize(*step['resize'])
    elif 'hangup' in step:
        open_ends.discard(master)
        os.close(master)
    elif 'stop' in step:
        with open(step['stop']) as file:
            os.kill(int(file.read()), signal.SIGTSTP)
    elif 'signal' in step:
        child.send_signal(getattr(signal, step['signal']))
    elif 'answer' in step:
        answer(step['answer'])


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
    if not step.get('now'):
        settle()
    time.sleep(step.get('pause', 0))
    act(step)
while open_ends and time.time() < deadline:
    pump(0.5)
try:
    code = child.wait(max(0.1, deadline - time.time()))
except subprocess.TimeoutExpired:
    child.kill()
    child.wait()
    code = 'timeout'
try:
    modes = termios.tcgetattr(master)[3]
except (OSError, termios.error):
    modes = 0
used = resource.getrusage(resource.RUSAGE_CHILDREN)
json.dump({
    'code': code, 'screen': screen.decode(errors='replace'), 'stdout': piped.decode(errors='replace'),
    'cooked': all(modes & one for one in (termios.ICANON, termios.ECHO, termios.ISIG)), 'cpu': used.ru_utime + used.ru_stime,
}, sys.stdout)
