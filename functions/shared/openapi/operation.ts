import type {
  oas31,
  ZodOpenApiOperationObject,
  ZodOpenApiResponseObject,
  ZodOpenApiResponsesObject,
} from 'zod-openapi';
import type { AnyRoute } from '../http/event.ts';
import { mayBeEmpty } from '../http/parse.ts';
import { always, counted, header, isProblemStatus, parameter, problemReference } from './components.ts';

/** A route and the names that its place in the folders gives it. */
export type NamedRoute = { readonly area: string; readonly name: string; readonly route: AnyRoute };

const described: Readonly<Record<number, string>> = {
  200: 'As asked for',
  201: 'Made; `Location` says where it is',
  202: 'Taken on; `Location` says where to watch it',
  204: 'Done, with nothing to add',
  303: 'The result is at `Location`',
  304: 'Nothing changed since the ETag that was sent',
  503: 'Something that the engine needs does not answer',
};

const statusesOf = (route: AnyRoute): number[] => Object.keys(route.replies).map(Number);

const canBeUnchanged = (route: AnyRoute): boolean => route.method === 'GET' && statusesOf(route).includes(200);

const reply = (route: AnyRoute, status: number): ZodOpenApiResponseObject => {
  const schema = route.replies[status];
  return {
    description: described[status] ?? (schema?.description || 'As described'),
    headers: {
      ...always,
      ...counted,
      ...([201, 202, 303].includes(status) && { Location: header('Location') }),
      ...(status === 200 && canBeUnchanged(route) && { ETag: header('ETag') }),
    },
    ...(schema && { content: { [route.mediaType ?? 'application/json']: { schema } } }),
  };
};

/** The problems that any route of this shape can answer, besides those it names itself. */
const problemsOf = (route: AnyRoute): number[] => [
  ...(route.params || route.query || route.body ? [400] : []),
  ...(route.allows === 'open' ? [] : [401, 403]),
  ...(route.params ? [404] : []),
  ...(route.body ? [413, 415] : []),
  ...(route.repeatable ? [422] : []),
  429,
  500,
  503,
];

const responsesOf = (route: AnyRoute): ZodOpenApiResponsesObject => {
  const own = statusesOf(route);
  const isBareProblem = (status: number) => route.replies[status] === null && isProblemStatus(status);
  const problems = [...problemsOf(route).filter((status) => !own.includes(status)), ...own.filter(isBareProblem)];
  return Object.fromEntries([
    ...own.filter((status) => !isBareProblem(status)).map((status) => [status, reply(route, status)] as const),
    ...(canBeUnchanged(route) ? [[304, { description: described[304] }] as const] : []),
    ...problems.map((status) => [status, problemReference(status)] as const),
  ]) as ZodOpenApiResponsesObject;
};

const parametersOf = (route: AnyRoute): oas31.ReferenceObject[] => [
  ...(route.repeatable ? [parameter('IdempotencyKey')] : []),
  ...(route.waits ? [parameter('Prefer')] : []),
  ...(canBeUnchanged(route) ? [parameter('IfNoneMatch')] : []),
];

const camel = (name: string): string => name.replaceAll(/-(.)/g, (_all, letter: string) => letter.toUpperCase());

/** What workers outside do takes a key, which is all that it is good for; everything else takes a person. */
const securityOf = ({ allows }: AnyRoute): oas31.SecurityRequirementObject[] => {
  if (allows === 'open') return [];
  return allows === 'work' ? [{ apiKey: [] }] : [{ signIn: [] }];
};

const limitOf = ({ limit }: AnyRoute): string | undefined =>
  limit && `Limited to ${limit.count} calls in ${limit.seconds} seconds besides the general limits.`;

/** One route as an OpenAPI operation; nothing in it is written twice. */
export const operationOf = ({ area, name, route }: NamedRoute): ZodOpenApiOperationObject => {
  const description = [route.description, limitOf(route)].filter(Boolean).join('\n\n');
  return {
    operationId: camel(name),
    summary: route.summary,
    ...(description && { description }),
    tags: [area],
    security: securityOf(route),
    'x-permission': route.allows,
    ...((route.params || route.query) && {
      requestParams: { ...(route.params && { path: route.params }), ...(route.query && { query: route.query }) },
    }),
    ...(parametersOf(route).length > 0 && { parameters: parametersOf(route) }),
    ...(route.body && {
      requestBody: { required: !mayBeEmpty(route.body), content: { 'application/json': { schema: route.body } } },
    }),
    responses: responsesOf(route),
  };
};
