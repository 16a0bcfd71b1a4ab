/** What begins a line that `read-progress.ts` reads. Of a transfer on standard output, of the steps after it on standard error. */
export const marks = { transfer: 'P ', step: 'PP ', made: 'DONE ' } as const;

const ofTransfer =
  '{"progress":%(progress.{status,downloaded_bytes,total_bytes,total_bytes_estimate,speed,eta,fragment_index,fragment_count,filename})j,' +
  '"info":%(info.{format_id,vcodec,acodec})j}';

/** Progress as JSON, a line each, and a line for every file that is finished. */
export const reports: readonly string[] = [
  '--quiet',
  '--progress',
  '--newline',
  '--progress-delta=0.5',
  `--progress-template=download:${marks.transfer}${ofTransfer}`,
  `--progress-template=postprocess:${marks.step}%(progress.{status,postprocessor})j`,
  `--print=after_move:${marks.made}%(.{filepath,section_start,section_end,section_title})j`,
  '--no-simulate',
];
