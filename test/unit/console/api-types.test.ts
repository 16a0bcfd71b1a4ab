import { expectTypeOf, test } from 'vitest';
import type * as z from 'zod';
import type { cookiesList, pushCookiesRequest, pushedCookies } from '#auth/cookie-schema.ts';
import type { me, profileRequest } from '#auth/schema.ts';
import type { batchAccepted, batchRequest, batchView, playlistRequest } from '#downloads/batch-schema.ts';
import type { listView } from '#downloads/list-views.ts';
import type { downloadRequest } from '#downloads/schema.ts';
import type { formatsView, metadataView } from '#downloads/views.ts';
import type { artifactLinks, jobPage, restoration } from '#jobs/schema.ts';
import type { aboutLink } from '#links/schema.ts';
import type { presetList, transcodeRequest } from '#media/schema.ts';
import type { jobView } from '#shared/job.ts';
import type { logPage } from '#shared/job-queries.ts';
import type { completedUpload, partsAnswer, startUploadRequest, uploadPage, uploadPlan } from '#uploads/schema.ts';
import type * as Source from '../../../console/src/api/source-types.ts';
import type * as Console from '../../../console/src/api/types.ts';
import type { clientConfig } from '../../../infra/local/front-door/client-config.ts';
import type { HomeMail } from '../../../infra/local/front-door/mail.ts';

type Plain = string | number | boolean | null | undefined;

/** The fields, at any depth, that are read of an answer but never given. */
type NeverGiven<Read, Given> = Read extends Plain
  ? never
  : Read extends readonly (infer R)[]
    ? Given extends readonly (infer G)[]
      ? NeverGiven<R, G>
      : never
    : {
        [K in keyof Read]-?: K extends keyof Given ? NeverGiven<NonNullable<Read[K]>, NonNullable<Given[K]>> : K;
      }[keyof Read];

/** `never` where everything that is read is given, and given as what it is read as. */
type Drift<Read, Given> = Given extends Read ? NeverGiven<Read, Given> : ['given as something else', Given];

// The compiler is the judge here: `tsc -p .` fails where the console's types and the API's schemas part.
test('what the console reads is what the API gives', () => {
  expectTypeOf<Drift<Console.Me, z.infer<typeof me>>>().toBeNever();
  expectTypeOf<Drift<Console.PresetList, z.infer<typeof presetList>>>().toBeNever();
  expectTypeOf<Drift<Console.Job, z.infer<typeof jobView>>>().toBeNever();
  expectTypeOf<Drift<Console.JobPage, z.infer<typeof jobPage>>>().toBeNever();
  expectTypeOf<Drift<Console.AboutLink, z.infer<typeof aboutLink>>>().toBeNever();
  expectTypeOf<Drift<Console.LogPage, z.infer<typeof logPage>>>().toBeNever();
  expectTypeOf<Drift<Console.ArtifactLinks, z.infer<typeof artifactLinks>>>().toBeNever();
  expectTypeOf<Drift<Console.Restoration, z.infer<typeof restoration>>>().toBeNever();
  expectTypeOf<Drift<Console.UploadPlan, z.infer<typeof uploadPlan>>>().toBeNever();
  expectTypeOf<Drift<Console.UploadParts, z.infer<typeof partsAnswer>>>().toBeNever();
  expectTypeOf<Drift<Console.CompletedUpload, z.infer<typeof completedUpload>>>().toBeNever();
  expectTypeOf<Drift<Console.UploadPage, z.infer<typeof uploadPage>>>().toBeNever();
  expectTypeOf<Drift<Source.SourceFormats, z.infer<typeof formatsView>>>().toBeNever();
  expectTypeOf<Drift<Source.SourceMetadata, z.infer<typeof metadataView>>>().toBeNever();
  expectTypeOf<Drift<Source.SourceList, z.infer<typeof listView>>>().toBeNever();
  expectTypeOf<Drift<Source.Batch, z.infer<typeof batchView>>>().toBeNever();
  expectTypeOf<Drift<Source.BatchAccepted, z.infer<typeof batchAccepted>>>().toBeNever();
  expectTypeOf<Drift<Source.CookiesList, z.infer<typeof cookiesList>>>().toBeNever();
  expectTypeOf<Drift<Source.PushedCookies, z.infer<typeof pushedCookies>>>().toBeNever();
  expectTypeOf<Drift<Console.MessageList, HomeMail>>().toBeNever();
  expectTypeOf<Drift<Console.Config, ReturnType<typeof clientConfig>>>().toBeNever();
});

/** Names such as a preset's are data to the console, which has them from the API. */
type AnyName<T> = T extends string
  ? string
  : T extends Plain
    ? T
    : T extends readonly (infer E)[]
      ? readonly AnyName<E>[]
      : { readonly [K in keyof T]: AnyName<T[K]> };

test('what the console sends is what the API takes', () => {
  expectTypeOf<Console.NewUpload>().toExtend<AnyName<z.input<typeof startUploadRequest>>>();
  expectTypeOf<Console.NewTranscode>().toExtend<AnyName<z.input<typeof transcodeRequest>>>();
  expectTypeOf<Console.NewProfile>().toExtend<AnyName<z.input<typeof profileRequest>>>();
  expectTypeOf<Source.NewDownload>().toExtend<AnyName<z.input<typeof downloadRequest>>>();
  expectTypeOf<Source.NewBatch>().toExtend<AnyName<z.input<typeof batchRequest>>>();
  expectTypeOf<Source.NewListDownload>().toExtend<AnyName<z.input<typeof playlistRequest>>>();
  expectTypeOf<Source.NewCookies>().toExtend<AnyName<z.input<typeof pushCookiesRequest>>>();
  expectTypeOf<{ readonly fileName: number; readonly bytes: number }>().not.toExtend<
    AnyName<z.input<typeof startUploadRequest>>
  >();
});

test('a difference would be seen', () => {
  type Given = { readonly id: string; readonly files: readonly { readonly name: string }[] };
  expectTypeOf<Drift<{ readonly id: string }, Given>>().toBeNever();
  expectTypeOf<Drift<{ readonly id: number }, Given>>().not.toBeNever();
  expectTypeOf<Drift<{ readonly files: readonly { readonly size?: number }[] }, Given>>().not.toBeNever();
});
