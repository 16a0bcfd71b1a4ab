import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { headers, parameters } from '#shared/openapi/components.ts';
import { EngineApi } from '../../infra/constructs/engine-api.ts';
import { placeSettings, readSettings } from '../../infra/settings.ts';
import { newApp } from '../../infra/stacks/reelmill.ts';

const corsOf = (given: Record<string, unknown>): { AllowHeaders: string[]; ExposeHeaders: string[] } => {
  const settings = readSettings((name) => given[name]);
  const app = newApp(settings);
  placeSettings(app, settings);
  const stack = new Stack(app, 'cors');
  new EngineApi(stack, 'Api');
  const [api] = Object.values(Template.fromStack(stack).findResources('AWS::ApiGatewayV2::Api'));
  return api?.['Properties'].CorsConfiguration;
};

const lower = (names: readonly string[]): string[] => names.map((name) => name.toLowerCase());

it('a page of another origin may send and read every header that the API document tells of', () => {
  const cors = corsOf({ corsOrigins: 'https://a.example' });
  const sent = lower(Object.values(parameters).map(({ name }) => name));

  expect(cors.AllowHeaders).toEqual(expect.arrayContaining([...sent, 'authorization', 'content-type', 'x-api-key']));
  expect(cors.ExposeHeaders).toEqual(expect.arrayContaining([...lower(Object.keys(headers)), 'allow']));
});

it('no page of another origin is let in that the settings do not name', () => {
  expect(corsOf({})).toBeUndefined();
});
