/**
 * The one table, as plain data: what is deployed and what is read and written are made from the same names.
 *
 * | what              | pk               | sk                          | goes by itself        |
 * |-------------------|------------------|-----------------------------|-----------------------|
 * | job               | `job#{id}`       | `job`                       | never                 |
 * | lines of its log  | `job#{id}`       | `log#{UUIDv7}`              | 90 days after written |
 * | result of a step  | `job#{id}`       | `step#result#{step}`        | 30 days after written |
 * | fetched once      | `archive#{owner}#{sha256}` | `archive`         | never                 |
 * | its items         | `job#{id}`       | `items#{block}`             | 40 days after written |
 * | who waits for it  | `job#{id}`       | `waiter`                    | 40 days after written |
 * | starts of a step  | `job#{id}`       | `step#starts#{attempt}#{step}` | 30 days            |
 * | link generation   | `job#{id}`       | `links`                     | never                 |
 * | idempotency key   | `idem#{owner}#{key}` | `idem`                  | 24 h after first use; one that lasts, never |
 * | upload            | `upload#{id}`    | `upload`                    | never                 |
 * | sums of its parts | `upload#{id}`    | `sums#{UUIDv7}`             | 8 days after signed   |
 * | webhook endpoint  | `webhook#{id}`   | `webhook`                   | never                 |
 * | what it was sent  | `webhook#{id}`   | `delivery#{UUIDv7}`         | 30 days after         |
 * | API key           | `key#{sha256}`   | `key`                       | never                 |
 * | link              | `link#{sha256}`  | `link`                      | when it expires       |
 * | rate counter      | `rate#{key}#{window}` | `rate`                 | after the next window |
 * | site, as fetched from | `site#{domain}` | `site`                   | a day after its last turn |
 * | sums of the figures | `counters#{0..7}` | `counters`                | never                 |
 * | event that was counted | `counted#{event}` | `counted`             | 15 days after         |
 * | what is stored    | `storage`        | `total`, `owner#{owner}`    | 2 days after measured |
 * | worker            | `workers`        | id of the worker            | an hour after it told of itself |
 * | mail or its claim | `job#{id}`       | `mail#{attempt}#{state}`    | 90 days after         |
 * | mail unwanted     | `address#{sha256}` | `suppressed`              | never                 |
 * | profile           | `owner#{owner}`  | `profile`                   | never                 |
 *
 * Indexes hold keys and what a filter needs, no more: a progress write touches none of them but `due`, and that
 * one once a minute, since its sort key is `dueAt` cut to the minute. The records are then read from the table
 * itself, so that a list shows each as it is now.
 *
 * | index     | partition                        | sort            |                                          |
 * |-----------|----------------------------------|-----------------|------------------------------------------|
 * | `history` | `{jobs,uploads,keys,webhooks}#{owner}` | id (by time)       | what one owner has                       |
 * | `all`     | `jobs`, `keys`, `sites` (closed) | id, domain      | what admins see                          |
 * | `due`     | `due`                            | minute of dueAt | sparse: whom the sweeper has to look at  |
 *
 * One partition for `all` and for `due` takes 1,000 writes a second: some 200 new jobs a second, 30,000 at work.
 */
export const tableKeys = { partition: 'pk', sort: 'sk', timeToLive: 'ttl' } as const;

/** All keys are strings. `includes` are the attributes that an index holds besides keys. */
export const tableIndexes = {
  history: { partition: 'hpk', sort: 'hsk', includes: ['state', 'kind'] },
  all: { partition: 'apk', sort: 'hsk', includes: ['state', 'kind'] },
  due: { partition: 'dpk', sort: 'dsk', includes: [] },
} as const;

/**
 * The table of cookies, which is another one: what is erased there is gone. The one above keeps what it had for 35 days,
 * to be restored, and tells every change on its stream.
 *
 * | what             | owner     | id                            | goes by itself              |
 * |------------------|-----------|-------------------------------|-----------------------------|
 * | cookies of a site | the owner | made of owner, site and name | 400 days after they changed |
 */
export const cookieTableKeys = { partition: 'owner', sort: 'id', timeToLive: 'ttl' } as const;
