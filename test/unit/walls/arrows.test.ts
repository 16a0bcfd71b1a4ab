import { describe, expect, it } from 'vitest';
import { wallsBetween } from '../../support/walls/arrows.ts';
import { cyclesIn } from '../../support/walls/cycles.ts';
import { ownImports } from '../../support/walls/imports.ts';

const imports = ownImports();

describe('who may know whom', () => {
  it('is kept by every import of this checkout', () => {
    const breaches = imports.flatMap((found) =>
      wallsBetween(found).map((why) => `${found.from} imports ${found.to}: ${why}`),
    );
    expect(breaches).toEqual([]);
  });

  it('is asked of real imports, by alias and by relative path', () => {
    const seen = imports.map(({ from, to }) => `${from} ${to}`);
    expect(seen).toContain('functions/jobs/api.ts functions/shared/aws/job-table.ts');
    expect(seen).toContain('functions/jobs/api.ts functions/jobs/routes/list-jobs.ts');
    expect(seen).toContain('infra/site/build.ts infra/openapi.ts');
  });

  it.each([
    ['functions/jobs/routes/get-job.ts', 'functions/shared/aws/job-table.ts'],
    ['functions/jobs/sweep.ts', 'functions/shared/aws/job-table.ts'],
    ['functions/jobs/sweep.ts', 'functions/media/plan.ts'],
    ['functions/jobs/sweep.ts', 'functions/jobs/api.ts'],
    ['functions/jobs/schema.ts', 'functions/shared/ports/jobs.ts'],
    ['functions/media/operations/transcode.ts', 'functions/media/operations/transcode.run.ts'],
    ['functions/media/operations/transcode.run.ts', 'functions/shared/tools/run-tool.ts'],
    ['functions/shared/serve.ts', 'functions/jobs/schema.ts'],
    ['functions/shared/job.ts', 'functions/shared/aws/dynamo.ts'],
    ['functions/shared/aws/save-file.ts', 'functions/shared/tools/run-tool.ts'],
    ['functions/worker/run-operation.ts', 'functions/shared/aws/media-store.ts'],
    ['functions/jobs/api.ts', 'infra/placements.ts'],
    ['statemachines/transcode.ts', 'functions/media/operations/transcode.run.ts'],
    ['statemachines/transcode.ts', 'infra/placements.ts'],
    ['infra/constructs/area-api.ts', 'functions/jobs/api.ts'],
    ['infra/constructs/job-table.ts', 'functions/shared/aws/dynamo.ts'],
    ['console/src/main.tsx', 'functions/jobs/schema.ts'],
    ['cli/main.ts', 'functions/worker/queue.ts'],
  ])('keeps %s from %s', (from, to) => expect(wallsBetween({ from, to })).not.toEqual([]));

  it.each([
    ['functions/jobs/api.ts', 'functions/shared/aws/job-table.ts'],
    ['functions/jobs/events/sweep.ts', 'functions/shared/aws/job-table.ts'],
    ['functions/uploads/schema.ts', 'functions/media/schema.ts'],
    ['functions/media/operations/transcode.run.ts', 'functions/media/operations/make-film.ts'],
    ['functions/worker/works.ts', 'functions/media/works.ts'],
    ['infra/constructs/job-table.ts', 'functions/shared/aws/table.ts'],
    ['infra/routes.ts', 'functions/shared/http/event.ts'],
    ['statemachines/transcode.ts', 'functions/media/operations/transcode.ts'],
  ])('lets %s know %s', (from, to) => expect(wallsBetween({ from, to })).toEqual([]));
});

describe('imports', () => {
  it('never come back to where they began', () => expect(cyclesIn(imports)).toEqual([]));

  it('are found out when they do', () => {
    const arrow = (from: string, to: string) => ({ from, to });
    expect(cyclesIn([arrow('a', 'b'), arrow('b', 'c'), arrow('c', 'a'), arrow('d', 'a')])).toEqual([
      'a -> b -> c -> a',
    ]);
    expect(cyclesIn([arrow('a', 'b'), arrow('a', 'c'), arrow('b', 'd'), arrow('c', 'd')])).toEqual([]);
  });
});
