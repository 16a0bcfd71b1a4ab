"""Makes the folder of yt-dlp's packages a program: `python3 -I -S FOLDER`."""

from yt_dlp import main

main()
