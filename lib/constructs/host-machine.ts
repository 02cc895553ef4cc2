import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** What the machines of all hosts have in common, whether an instance or a launch template makes them. */
export function hostMachine() {
  return {
    // Cached in cdk.context.json: a newer image must not replace the host on an unrelated deploy.
    machineImage: ec2.MachineImage.latestAmazonLinux2023({ cachedInContext: true }),
    httpPutResponseHopLimit: 1,
    instanceMetadataTags: false,
    ebsOptimized: true,
    blockDevices: [
      {
        deviceName: '/dev/xvda',
        volume: ec2.BlockDeviceVolume.ebs(8, { encrypted: true, volumeType: ec2.EbsDeviceVolumeType.GP3 }),
      },
    ],
  } satisfies Partial<ec2.InstanceProps> & ec2.LaunchTemplateProps;
}
