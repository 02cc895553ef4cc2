import type { CommandAnswer } from './command-answer.ts';

/** A command gets its arguments and the root file system of the machine that it runs on. */
type StandIn = (argv: readonly string[], root: string) => Promise<CommandAnswer> | CommandAnswer;

/** The stand-ins by the name of the command; each is loaded only when called, since the AWS SDK takes its time. */
export const STAND_INS: Readonly<Record<string, () => Promise<StandIn>>> = {
  aws: async () => (await import('./aws.ts')).aws,
  blkid: async () => (await import('./blkid.ts')).blkid,
  chown: async () => (await import('./chown.ts')).chown,
  df: async () => (await import('./df.ts')).df,
  dnf: async () => (await import('./dnf.ts')).dnf,
  findmnt: async () => (await import('./findmnt.ts')).findmnt,
  'mkfs.xfs': async () => (await import('./mkfs-xfs.ts')).mkfsXfs,
  mount: async () => (await import('./mount.ts')).mount,
  sysctl: async () => (await import('./sysctl.ts')).sysctl,
  systemctl: async () => (await import('./systemctl.ts')).systemctl,
  umount: async () => (await import('./umount.ts')).umount,
  xfs_growfs: async () => (await import('./xfs-growfs.ts')).xfsGrowfs,
};
