"""Makes the folder of yt-dlp's packages a program: `python3 -I -S FOLDER`.

With `--stand-by` alone it loads what a run needs, says `ready`, and waits on standard input for one line of JSON: the
run's `args`, `cwd` and `env`. It ends when the input does.
"""

import sys


def stand_by():
    import json
    import os
    import select

    import yt_dlp

    print('ready', flush=True)
    # A page of an unknown site needs the modules of all sites; a run that comes at once shall not wait for them.
    if not select.select([sys.stdin], [], [], 0.3)[0]:
        import yt_dlp.extractor._extractors
    line = sys.stdin.readline()
    if not line:
        return
    run = json.loads(line)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.clear()
    os.environ.update(run['env'])
    os.chdir(run['cwd'])
    yt_dlp.main(run['args'])


if sys.argv[1:] == ['--stand-by']:
    try:
        stand_by()
    except KeyboardInterrupt:
        sys.exit(130)
else:
    from yt_dlp import main

    main()
