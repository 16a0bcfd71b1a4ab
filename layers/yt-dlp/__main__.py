"""Makes the folder of yt-dlp's packages a program: `python3 -I -S FOLDER`.

With `--stand-by` alone it loads what a run needs, says `ready`, and waits on standard input for one line of JSON: the
run's `args`, `cwd` and `env`. It ends when the input does.
"""

import sys


def stand_by():
    import contextlib
    import json
    import os
    import select

    import yt_dlp

    def is_told(seconds=0):
        return bool(select.select([sys.stdin], [], [], seconds)[0])

    print('ready', flush=True)
    # A page of an unknown site needs the modules and patterns of all sites; a run that comes at once shall not wait.
    if not is_told(0.3):
        from yt_dlp.extractor import _extractors

        for name, site in list(vars(_extractors).items()):
            if is_told():
                break
            if name.endswith('IE'):
                # it is asked again when there is a run, which is then told what is wrong with it
                with contextlib.suppress(Exception):
                    site.suitable('')
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
