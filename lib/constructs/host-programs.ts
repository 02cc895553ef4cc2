import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { programsParameter } from '../../power/names.ts';
import { NamedParameter } from './named-parameter.ts';
import { programsWithSchemas } from './programs-with-schemas.ts';

/** What a host is there for. */
export type HostKind = 'kafka' | 'redis';

export interface HostProgramsProps {
  readonly environmentName: string;
  /** The host's role; each role has programs of its own, so that one host can be updated without the other. */
  readonly role: string;
  readonly kind: HostKind;
  /** Folder made by `catnap gather`, with a folder for each kind of host. */
  readonly folder: string;
  /**
   * Folder of JSON Schemas that the host gets with its programs.
   *
   * @default - none
   */
  readonly schemas?: string;
}

/**
 * What a host runs, as one S3 asset: the agent, its systemd units, and the Kafka distribution or the collector. A host compares the
 * parameter with what it has at each boot and fetches what is new; it downloads nothing from third parties.
 */
export class HostPrograms extends Construct {
  private readonly asset: Asset;

  constructor(scope: Construct, id: string, props: HostProgramsProps) {
    super(scope, id);
    const folder = join(props.folder, props.kind);
    if (!existsSync(join(folder, 'SHA256SUMS'))) {
      throw new Error(
        `programs: no SHA256SUMS in ${folder}; run \`npx catnap gather\` first (in a checkout \`npm run gather\`)`,
      );
    }
    this.asset = this.assetOf(folder, props.schemas);
    new NamedParameter(this, 'Location', {
      name: programsParameter(props.environmentName, props.role),
      value: this.asset.s3ObjectUrl,
      description: `catnap ${props.environmentName}: the programs that the ${props.role} host runs from its next boot on`,
    });
  }

  private assetOf(folder: string, schemas: string | undefined): Asset {
    if (schemas === undefined) {
      return new Asset(this, 'Asset', { path: folder });
    }
    const joined = mkdtempSync(join(tmpdir(), 'catnap-programs-'));
    try {
      programsWithSchemas(folder, schemas, joined);
      // It is copied to the cloud assembly at once.
      return new Asset(this, 'Asset', { path: joined });
    } finally {
      rmSync(joined, { recursive: true });
    }
  }

  /** Lets a host fetch these programs, and nothing else of the bucket that all apps of the account share. */
  grantFetch(grantee: iam.Role): void {
    grantee.addToPolicy(
      new PolicyStatement({
        sid: 'FetchPrograms',
        actions: ['s3:GetObject'],
        resources: [
          Stack.of(this).formatArn({
            service: 's3',
            region: '',
            account: '',
            resource: this.asset.s3BucketName,
            resourceName: this.asset.s3ObjectKey,
          }),
        ],
      }),
    );
  }
}
