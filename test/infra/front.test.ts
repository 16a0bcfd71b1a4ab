import { describe, expect, it } from 'vitest';
import { apiPatterns } from '../../infra/constructs/console-paths.ts';
import { toConsolePage, toDocument, toMediaKey } from '../../infra/constructs/edge-functions.ts';
import { readProduct } from '../../infra/product.ts';
import { loadRoutes } from '../../infra/routes.ts';
import { resourcesOf } from './support/templates.ts';

const rewrite = (source: string, uri: string): string =>
  new Function('uri', `${source}; return handler({ request: { uri } }).uri`)(uri);

describe('the one origin', () => {
  const config = () => resourcesOf('aws', 'AWS::CloudFront::Distribution')[0]?.Properties['DistributionConfig'];
  const behavior = (path: string) =>
    config().CacheBehaviors.find(({ PathPattern }: { PathPattern: string }) => PathPattern === path);

  it('serves the console by default, from a bucket that only CloudFront reads', () => {
    expect(resourcesOf('aws', 'AWS::CloudFront::OriginAccessControl').length).toBeGreaterThanOrEqual(2);
    expect(config().DefaultCacheBehavior).toMatchObject({ ViewerProtocolPolicy: 'redirect-to-https' });
    expect(config().DefaultCacheBehavior.ResponseHeadersPolicyId).toBeDefined();
  });

  it('sends every route of the product to the API, and caches none', async () => {
    const routes = (await loadRoutes()).map(({ route }) => route);
    for (const pattern of apiPatterns(routes))
      expect(behavior(pattern)).toMatchObject({
        AllowedMethods: expect.arrayContaining(['DELETE', 'POST', 'PUT']),
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      });
  });

  it('asks for our signed cookies before it gives media', () => {
    expect(behavior('/media/*').TrustedKeyGroups).toHaveLength(1);
  });

  it('has media answered with a policy that depends on its type', () => {
    const events = behavior('/media/*').FunctionAssociations.map(({ EventType }: { EventType: string }) => EventType);
    expect(events).toEqual(['viewer-request', 'viewer-response']);
  });

  it('looks for the documents of the API among the files, before the API', () => {
    const patterns = config().CacheBehaviors.map(({ PathPattern }: { PathPattern: string }) => PathPattern);
    expect(patterns.indexOf('/api/docs*')).toBeLessThan(patterns.indexOf('/api/*'));
    expect(patterns.indexOf('/api/openapi.json')).toBeLessThan(patterns.indexOf('/api/*'));
  });

  it('lets pages reach our bucket and our sign-in, and nothing else outside', () => {
    const policies = resourcesOf('aws', 'AWS::CloudFront::ResponseHeadersPolicy').map(({ Properties }) =>
      JSON.stringify(Properties['ResponseHeadersPolicyConfig'].SecurityHeadersConfig.ContentSecurityPolicy),
    );
    const pages = policies.find((policy) => policy.includes("default-src 'self'")) as string;

    expect(pages).not.toContain('*');
    expect(pages).toMatch(/img-src 'self' data: blob: https:\/\/","?[^;]*MediaBucket[^;]*RegionalDomainName/);
    expect(pages).toMatch(/media-src 'self' blob: https:\/\/[^;]*MediaBucket[^;]*RegionalDomainName/);
    expect(pages).toMatch(
      /connect-src 'self' https:\/\/[^;]*RegionalDomainName[^;]*reelmill-main-[^;]*amazoncognito\.com;/,
    );
  });

  it('tells the API that a request came through it', () => {
    const headers = config().Origins.flatMap(({ OriginCustomHeaders = [] }) => OriginCustomHeaders);
    expect(headers).toEqual([{ HeaderName: 'x-reelmill-origin', HeaderValue: expect.anything() }]);
    expect(JSON.stringify(headers)).toContain('{{resolve:secretsmanager:');
  });

  it('is not there at home, where the front door is', () => {
    expect(resourcesOf('local', 'AWS::CloudFront::Distribution')).toEqual([]);
  });
});

describe('the log of the one origin', () => {
  const calls = (type: 'Create' | 'Update') =>
    resourcesOf('aws', 'Custom::AWS').flatMap(({ Properties }) => {
      const call = Properties[type];
      return call ? [JSON.stringify(call)] : [];
    });

  it('names neither address nor query nor cookies nor referrer, where tokens of links could be read', () => {
    const fields = ['Create', 'Update'].map((type) =>
      calls(type as 'Create').find((call) => call.includes('recordFields')),
    );
    for (const call of fields) {
      expect(call).toContain('cache-behavior-path-pattern');
      expect(call).not.toMatch(/cs-uri|cs\(Cookie\)|cs\(Referer\)|cs-headers/);
    }
    expect(JSON.stringify(resourcesOf('aws', 'AWS::CloudFront::Distribution'))).not.toContain('"Logging"');
    expect(resourcesOf('aws', 'AWS::CloudFront::RealtimeLogConfig')).toEqual([]);
  });

  it('goes to a bucket that takes it from this source alone', () => {
    expect(calls('Update').join()).toContain('PutDeliverySource');
    const grants = JSON.stringify(resourcesOf('aws', 'AWS::S3::BucketPolicy'));
    expect(grants).toMatch(/delivery\.logs\.amazonaws\.com/);
    expect(grants).toMatch(/ArnLike.{0,200}delivery-source:reelmill-main-/);
  });

  it('is made where CloudFront hands logs over, wherever the stack is', () => {
    const others = [...calls('Create'), ...calls('Update')].filter((call) => !call.includes('us-east-1'));
    expect(others).toEqual([]);
  });
});

describe('path patterns of the API', () => {
  it('cover a folder by its name and a lone route by itself', () => {
    expect(
      apiPatterns([
        { path: '/api/v1/jobs' },
        { path: '/healthz' },
        { path: '/api/v1/me' },
        { path: '/v1/health/live' },
      ]),
    ).toEqual(['/api/*', '/healthz', '/v1/*']);
  });
});

describe('addresses on their way to a bucket', () => {
  it.each([
    [toConsolePage, '/jobs/0190', '/index.html'],
    [toConsolePage, '/assets/index-4f2.js', '/assets/index-4f2.js'],
    [toConsolePage, '/', '/index.html'],
    [toConsolePage, '/favicon.ico', '/favicon.svg'],
    [toDocument, '/api/docs', '/api/docs/index.html'],
    [toDocument, '/api/docs/', '/api/docs/index.html'],
    [toDocument, '/api/openapi.json', '/api/openapi.json'],
    [toMediaKey, '/media/processed/o/j/main.m3u8', '/processed/o/j/main.m3u8'],
    [toMediaKey, '/media/processed/media/x.ts', '/processed/media/x.ts'],
  ])('%#', (source, from, to) => {
    expect(rewrite(source, from)).toBe(to);
  });
});

describe('the gateway', () => {
  it.each(['aws', 'local'] as const)(
    'has every path of the folders with all its methods, and one for all else, target %s',
    async (target) => {
      const { routes } = await readProduct();
      const keys = [...routes.values()].flat().map(({ path }) => `ANY ${path}`);
      const found = resourcesOf(target, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties['RouteKey']);
      expect(found.sort()).toEqual([...new Set(keys), '$default'].sort());
    },
  );

  it.each(['aws', 'local'] as const)('writes down who called, and not with which token, target %s', (target) => {
    const [stage] = resourcesOf(target, 'AWS::ApiGatewayV2::Stage');
    const { DestinationArn, Format } = stage?.Properties['AccessLogSettings'] ?? {};
    expect(DestinationArn).toBeDefined();
    expect(Object.values(JSON.parse(Format))).toContain('$context.routeKey');
    expect(Format).not.toMatch(/context\.path|rawPath|request\.(path|querystring|header)|authorizer/i);
  });
});

describe('sign-in', () => {
  const client = (target: 'aws' | 'local') => resourcesOf(target, 'AWS::Cognito::UserPoolClient')[0]?.Properties ?? {};

  it('is by code with PKCE: the client has no secret to keep', () => {
    expect(client('aws')).toMatchObject({ GenerateSecret: false, AllowedOAuthFlows: ['code'] });
  });

  it('takes a name and a password in one call at home only', () => {
    expect(client('aws')['ExplicitAuthFlows'] ?? []).not.toContain('ALLOW_USER_PASSWORD_AUTH');
    expect(client('local')['ExplicitAuthFlows']).toContain('ALLOW_USER_PASSWORD_AUTH');
  });

  it('knows the groups that permissions are read from', () => {
    const groups = resourcesOf('aws', 'AWS::Cognito::UserPoolGroup').map(({ Properties }) => Properties['GroupName']);
    expect(groups.sort()).toEqual(['admin', 'user', 'viewer']);
  });

  it('is for those whom an admin lets in', () => {
    const [pool] = resourcesOf('aws', 'AWS::Cognito::UserPool');
    expect(pool?.Properties['AdminCreateUserConfig']).toMatchObject({ AllowAdminCreateUserOnly: true });
    expect(pool?.Properties['Policies'].PasswordPolicy.MinimumLength).toBe(12);
  });
});
