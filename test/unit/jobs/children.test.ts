import { describe, expect, it } from 'vitest';
import { followParent } from '#jobs/follow-parent.ts';
import { tellParent } from '#jobs/tell-parent.ts';
import { tendChildren } from '#jobs/tend-children.ts';
import { childId } from '#shared/child-id.ts';
import { newId } from '#shared/ids.ts';
import type { Job, JobState } from '#shared/job.ts';
import { whatIsDue } from '#shared/life-cycle.ts';
import { aJob } from '../../support/builders.ts';
import { anEngine, now, seconds } from '../../support/engine.ts';

const id = newId(now);
const child = (index: number): string => childId(id, index);

/** A batch at work with a child in each state, each waited for under its number. */
const family = async (states: readonly JobState[], known: Partial<Job> = {}) => {
  const batch = { items: states.length + 1, refused: 0 };
  const parent = aJob({ id, kind: 'batch', state: 'running', batch, dueAt: now.toISOString(), ...known });
  const children = states.map((state, at) =>
    aJob({ id: child(at + 1), state, parent: { id, index: at + 1 }, dueAt: seconds(60).toISOString() }),
  );
  const engine = anEngine({ jobs: [parent, ...children] });
  await engine.workflows.start(parent);
  for (const [at] of states.entries()) {
    await engine.waiters.keep(child(at + 1), `token ${at + 1}`);
    engine.callbacks.wait(`token ${at + 1}`);
  }
  const statesNow = () => Promise.all(states.map(async (_, at) => (await engine.jobs.get(child(at + 1)))?.state));
  return { engine, parent, statesNow };
};

describe('the end of a child', () => {
  const ended = (index: number) => ({ detail: { id: child(index), parent: id } });

  it('lets the workflow of its parent go on, whatever the end, and shows how far that is', async () => {
    const { engine } = await family(['failed', 'succeeded', 'running']);
    await tellParent(ended(1), now, engine);
    expect([...engine.callbacks.answers.keys()]).toEqual(['token 1']);
    expect(await engine.waiters.find([child(1), child(2)])).toEqual([null, 'token 2']);
    expect((await engine.jobs.get(id))?.progress).toMatchObject({ stage: 'fetching', percent: 50 });
  });

  it('is told once though the event comes again, and not while it has begun anew', async () => {
    const { engine } = await family(['failed', 'running']);
    await tellParent(ended(1), now, engine);
    await tellParent(ended(1), now, engine);
    await tellParent(ended(2), now, engine);
    expect([...engine.callbacks.answers.keys()]).toEqual(['token 1']);
  });

  it('that nobody heard of is told by the sweeper', async () => {
    const { engine, parent } = await family(['failed', 'succeeded', 'running']);
    expect(whatIsDue(parent)).toBe('tend');
    await tendChildren(parent, now, engine);
    expect([...engine.callbacks.answers.keys()].sort()).toEqual(['token 1', 'token 2']);
    expect((await engine.jobs.get(id))?.dueAt).toBe(seconds(600).toISOString());
  });
});

describe('a parent', () => {
  it('whose workflow is over without a word is closed', async () => {
    const { engine, parent } = await family(['running']);
    engine.workflows.end(parent, 'failed');
    await tendChildren(parent, now, engine);
    expect(await engine.jobs.get(id)).toMatchObject({ state: 'failed', error: { code: 'workflow.died' } });
  });

  const over = { detail: { id } };

  it('that is canceled cancels what is left, and leaves what came through', async () => {
    const { engine, statesNow } = await family(['succeeded', 'running', 'queued', 'failed'], { state: 'canceled' });
    await followParent(over, now, engine);
    expect(await statesNow()).toEqual(['succeeded', 'canceled', 'canceled', 'failed']);
  });

  it('that is removed takes the files of all with it', async () => {
    const { engine, statesNow } = await family(['succeeded', 'failed'], { state: 'expired' });
    await followParent(over, now, engine);
    expect(await statesNow()).toEqual(['expired', 'failed']);
    expect((await engine.jobs.get(child(2)))?.dueAt).toBe(now.toISOString());
  });

  it('that goes on leaves its children alone', async () => {
    const { engine, statesNow } = await family(['running']);
    await followParent(over, now, engine);
    expect(await statesNow()).toEqual(['running']);
  });
});
