/** A session of the instance's role, by which the emulator knows the host and what it may do. */
export interface RoleSession {
  /** Name of the role. */
  readonly role: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly token: string;
}

/** What the metadata service says about its instance. */
export interface InstanceMetadata {
  /** `i-…` */
  readonly instanceId: string;
  /** `t3.medium` … */
  readonly instanceType: string;
  readonly market: 'spot' | 'on-demand';
  /** Private DNS name: what a Kafka host advertises. */
  readonly localHostname: string;
  readonly localIpv4: string;
  /** `eu-central-1a` … */
  readonly availabilityZone: string;
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** @default - no credentials, as on an instance without an instance profile */
  readonly session?: RoleSession;
  /** @default - no tags, as on an instance with InstanceMetadataTags disabled */
  readonly tags?: Readonly<Record<string, string>>;
}

/** EC2 takes a spot instance back. */
export interface SpotNotice {
  readonly action: 'hibernate' | 'stop' | 'terminate';
  /** When it happens; EC2 says so two minutes ahead. */
  readonly time: Date;
  /** When EC2 said so. */
  readonly givenAt: Date;
}

/** Credentials of a role live about six hours (EC2 User Guide, "Retrieve security credentials"). */
const CREDENTIALS_LIFE_MS = 6 * 3600 * 1000;

/** EC2 writes instants without milliseconds. */
const instant = (time: Date): string => time.toISOString().replace(/\.\d{3}Z$/, 'Z');

function credentials({ accessKeyId, secretAccessKey, token }: RoleSession, now: Date): string {
  return JSON.stringify({
    Code: 'Success',
    LastUpdated: instant(now),
    Type: 'AWS-HMAC',
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    Token: token,
    Expiration: instant(new Date(now.getTime() + CREDENTIALS_LIFE_MS)),
  });
}

function identityDocument(instance: InstanceMetadata): string {
  return JSON.stringify({
    version: '2017-09-30',
    accountId: instance.accountId,
    availabilityZone: instance.availabilityZone,
    instanceId: instance.instanceId,
    instanceType: instance.instanceType,
    privateIp: instance.localIpv4,
    region: instance.region,
  });
}

/**
 * The id of a zone. On AWS each account has letters of its own for the zones, and the ids say which they are; here `a` is
 * the first one.
 *
 * @param zone `eu-central-1b` gives `euc1-az2`
 */
function zoneId(zone: string): string {
  const [area = '', direction = '', last = ''] = zone.split('-');
  const compass = direction.replaceAll(/north|south|east|west|central/g, (word) => word.slice(0, 1));
  const letter = last.slice(-1);
  return `${area}${compass}${last.slice(0, -1)}-az${letter.charCodeAt(0) - 'a'.charCodeAt(0) + 1}`;
}

/** Everything the service answers at `now`, path → text. A path that is absent answers 404. */
export function metadataTree(
  instance: InstanceMetadata,
  now: Date,
  spotNotice?: SpotNotice,
): ReadonlyMap<string, string> {
  const tree = new Map([
    ['latest/dynamic/instance-identity/document', identityDocument(instance)],
    ['latest/meta-data/instance-id', instance.instanceId],
    ['latest/meta-data/instance-life-cycle', instance.market],
    ['latest/meta-data/instance-type', instance.instanceType],
    ['latest/meta-data/local-hostname', instance.localHostname],
    ['latest/meta-data/local-ipv4', instance.localIpv4],
    ['latest/meta-data/placement/availability-zone', instance.availabilityZone],
    ['latest/meta-data/placement/availability-zone-id', zoneId(instance.availabilityZone)],
    ['latest/meta-data/placement/region', instance.region],
  ]);
  if (instance.session) {
    const { session } = instance;
    tree.set(`latest/meta-data/iam/security-credentials/${session.role}`, credentials(session, now));
  }
  for (const [key, value] of Object.entries(instance.tags ?? {})) {
    tree.set(`latest/meta-data/tags/instance/${key}`, value);
  }
  if (spotNotice) {
    const { action, time, givenAt } = spotNotice;
    tree.set('latest/meta-data/spot/instance-action', JSON.stringify({ action, time: instant(time) }));
    // On EC2 it comes with the notice at the latest.
    const noticeTime = instant(givenAt);
    tree.set('latest/meta-data/events/recommendations/rebalance', JSON.stringify({ noticeTime }));
  }
  return tree;
}

/**
 * The text at `path`: a value, or the names below a folder, one a line and folders with a slash, as EC2 lists them.
 *
 * @param path as requested, with or without slashes around it
 */
export function readMetadata(tree: ReadonlyMap<string, string>, path: string): string | undefined {
  const wanted = path.replace(/^\/+|\/+$/g, '');
  const value = tree.get(wanted);
  if (value !== undefined) return value;
  const children = new Set<string>();
  for (const key of tree.keys()) {
    if (!key.startsWith(`${wanted}/`)) continue;
    const [child, ...deeper] = key.slice(wanted.length + 1).split('/');
    children.add(deeper.length > 0 ? `${child}/` : `${child}`);
  }
  return children.size > 0 ? [...children].sort().join('\n') : undefined;
}
