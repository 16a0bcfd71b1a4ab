import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobView } from '#shared/job.ts';
import { amend, bringIn, openBrowser, openSources, seeState, visit } from '../support/browser.ts';
import { admin, jobNow, submit } from '../support/client.ts';
import { aPerson, type Person } from '../support/people.ts';
import { quickly, slowly } from '../support/sources.ts';

const fresh = (name: string) => `${name}-${randomUUID().slice(0, 8)}.mp4`;

describe('the history of jobs', () => {
  let browser: Browser;
  let sources: Awaited<ReturnType<typeof openSources>>;
  let page: Page;
  const slow = fresh('slow');
  const quick = fresh('quick');
  const text = fresh('text');
  const theirs = fresh('theirs');
  const spent = fresh('spent');
  let other: Person;

  const row = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name }) });
  const show = (which: string) =>
    page.getByRole('navigation', { name: 'Which jobs' }).getByRole('link', { name: which }).click();

  beforeAll(async () => {
    [browser, sources] = await Promise.all([openBrowser(), openSources()]);
    await submit(admin(), await sources.named(slow, 'endless.mp4'), slowly);
    await submit(admin(), await sources.named(quick, 'tiny.mp4'), quickly);
    await submit(admin(), await sources.named(spent, 'tiny.mp4'), quickly);
    other = await aPerson();
    await submit(other.api, await sources.named(theirs, 'tiny.mp4'), quickly);
    page = await (await visit(browser)).signedIn('/jobs');
  });
  afterAll(async () => {
    await browser?.close();
    await sources?.[Symbol.asyncDispose]();
  });

  it('shows what is under way, live', async () => {
    await row(slow).getByText('Working').waitFor();
    await row(slow).getByRole('progressbar').waitFor();
    await row(quick).getByText('Done').waitFor();
  });

  it('cancels a job after asking, and the safe answer changes nothing', async () => {
    const cancel = page.getByRole('button', { name: `Cancel ${slow}` });
    await cancel.click();
    await page.getByRole('button', { name: 'Let it go on' }).click();
    await row(slow).getByText('Working').waitFor();
    await cancel.click();
    await page.getByRole('button', { name: 'Cancel the job' }).click();
    await row(slow).getByText('Canceled').waitFor();
  });

  it('filters by state in the address, so that going back brings the choice back', async () => {
    await show('Canceled');
    await row(slow).waitFor();
    expect(new URL(page.url()).search).toBe('?show=canceled');
    await row(quick).waitFor({ state: 'detached' });
    await show('Done');
    await row(quick).waitFor();
    await page.goBack();
    await row(slow).waitFor();
    expect(new URL(page.url()).search).toBe('?show=canceled');
  });

  it('filters by time', async () => {
    await page.goto(new URL('/jobs', page.url()).href);
    await page.getByLabel('When').selectOption({ label: 'Today' });
    await row(quick).waitFor();
    expect(new URL(page.url()).search).toBe('?when=today');
  });

  it('shows an admin everyone’s jobs, with whose they are, by an address', async () => {
    await page.goto(new URL('/jobs?show=done', page.url()).href);
    await row(quick).waitFor();
    expect(await row(theirs).count()).toBe(0);
    await page.getByLabel('Whose').selectOption({ label: 'Everyone’s' });
    await row(theirs)
      .getByText(`of …${other.owner.slice(-6)}`)
      .waitFor();
    await row(quick).getByText('yours').waitFor();
    expect(new URL(page.url()).search).toBe('?show=done&whose=all');
    await page.getByLabel('Whose').selectOption({ label: 'Your own' });
    await row(theirs).waitFor({ state: 'detached' });
  });

  it('says of a failed job what happened and what to do, and offers no retry that cannot help', async () => {
    const file = join(sources.folder, text);
    await writeFile(file, 'this is not a film\n'.repeat(100));
    await page.getByRole('link', { name: 'New' }).click();
    await bringIn(page, file, /^MP3/);
    await page.getByRole('link', { name: 'Watch' }).click();
    await seeState(page, 'Failed');
    const { error } = (await jobNow(admin(), basename(page.url()))) as JobView;
    await page.getByText(error?.code ?? 'no code', { exact: true }).waitFor();
    await page.getByText(error?.advice ?? 'no advice', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Upload another file' }).waitFor();
    expect(await page.getByRole('button', { name: 'Retry' }).count()).toBe(0);
  });

  it('retries a job where that may help', async () => {
    await amend<JobView>(page, /\/api\/v1\/jobs\/[^/]+$/, ({ error, ...job }) => ({
      ...job,
      ...(error && { error: { ...error, retryable: true } }),
    }));
    await page.reload();
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByText('attempt 2').waitFor();
    await seeState(page, 'Failed');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  it('deletes the files of a job and keeps it in the list', async () => {
    await page.goto(new URL('/jobs?show=done', page.url()).href);
    await row(quick)
      .getByRole('button', { name: `Delete the files of ${quick}` })
      .click();
    await page.getByText(`2 files made of ${quick} (`).waitFor();
    await page.getByText('The file that it was made from, and the job in the list.').waitFor();
    await page.getByRole('button', { name: 'Delete the files', exact: true }).click();
    await row(quick).waitFor({ state: 'detached' });
    await show('Files gone');
    await row(quick).waitFor();
  });

  it('erases the source with them where one asks for it, and nothing at all while another job reads it', async () => {
    await show('Done');
    await row(spent)
      .getByRole('button', { name: `Delete the files of ${spent}` })
      .click();
    const source = /\/api\/v1\/uploads\/[^/?]+$/;
    const inUse = {
      code: 'upload.in-use',
      title: 'The upload is in use',
      detail: 'job 7 is running and reads the upload',
    };
    await page.route(source, (route) =>
      route.fulfill({ status: 409, contentType: 'application/problem+json', json: { status: 409, ...inUse } }),
    );
    await page.getByLabel('Also erase the source').check();
    await page.getByText('The job in the list.', { exact: true }).waitFor();
    const yes = page.getByRole('button', { name: 'Delete the files', exact: true });
    await yes.click();
    await page.getByText('Job 7 is running and reads the upload.').waitFor();
    await page.unroute(source);
    await row(spent).getByText('Done').waitFor();

    const erased = page.waitForResponse((reply) => reply.request().method() === 'DELETE' && source.test(reply.url()));
    await yes.click();
    expect((await erased).status()).toBe(204);
    await row(spent).waitFor({ state: 'detached' });
    const { body } = await admin()('GET', '/api/v1/uploads?state=erased&limit=100');
    expect(body.uploads.map(({ fileName }: { fileName: string }) => fileName)).toContain(spent);
    expect(body.uploads.map(({ fileName }: { fileName: string }) => fileName)).not.toContain(quick);
  });

  it('answers a job that does not exist with a way on', async () => {
    await page.goto(new URL(`/jobs/${randomUUID()}`, page.url()).href);
    await page.getByRole('heading', { name: 'There is no such job' }).waitFor();
    await page.getByRole('link', { name: 'See your jobs' }).click();
    await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
    expect(basename(new URL(page.url()).pathname)).toBe('jobs');
  });
});
