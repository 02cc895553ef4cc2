/** Where the real systemctl finds init's socket; here the file holds an address, since socket paths must be short. */
export const CONTROL_FILE = '/run/systemd/private';
