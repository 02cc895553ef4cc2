import type { ApiPower, ApiRequest, CommandBody, HistoryBody, ReportBody, StatusBody } from './api.ts';
import { command } from './command.ts';
import { limitField, readFields } from './fields.ts';
import { pickTarget } from './pick-target.ts';
import { report } from './report.ts';
import {
  endHoldCommand,
  endLeaseCommand,
  holdCommand,
  leaseCommand,
  sleepCommand,
  wakeCommand,
} from './route-commands.ts';
import { history, status } from './status.ts';

/** What a request can ask for. */
export type Route = OpenRoute | ClosedRoute;

interface BaseRoute {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly status: number;
}

/** Visitors may, too. */
interface OpenRoute extends BaseRoute {
  readonly open: true;
  /** Whether the answer is a page, whatever the caller prefers. */
  readonly page?: true;
  readonly answer: (request: ApiRequest, power: ApiPower) => Promise<CommandBody | StatusBody>;
}

interface ClosedRoute extends BaseRoute {
  readonly open: false;
  readonly answer: (
    request: ApiRequest,
    power: ApiPower,
  ) => Promise<CommandBody | StatusBody | HistoryBody | ReportBody>;
}

const UNTIL = ['minutes', 'until'];

export const ROUTES: readonly Route[] = [
  { method: 'GET', path: '/', open: true, page: true, status: 200, answer: statusOf },
  { method: 'GET', path: '/status', open: true, status: 200, answer: statusOf },
  { method: 'GET', path: '/history', open: false, status: 200, answer: historyOf },
  {
    method: 'POST',
    path: '/wake',
    open: true,
    status: 202,
    answer: command(['reason', 'minutes'], wakeCommand),
  },
  { method: 'POST', path: '/sleep', open: false, status: 202, answer: command([], sleepCommand) },
  {
    method: 'POST',
    path: '/hold',
    open: false,
    status: 200,
    answer: command(['on', ...UNTIL], holdCommand),
  },
  { method: 'DELETE', path: '/hold', open: false, status: 200, answer: command([], endHoldCommand) },
  {
    method: 'POST',
    path: '/lease',
    open: false,
    status: 200,
    answer: command(['id', 'reason', ...UNTIL], leaseCommand),
  },
  { method: 'DELETE', path: '/lease', open: false, status: 200, answer: command(['id'], endLeaseCommand) },
  { method: 'POST', path: '/report', open: false, status: 200, answer: report },
];

async function statusOf(request: ApiRequest, power: ApiPower): Promise<StatusBody> {
  return status(power, await pickTarget(power, readFields(request, [])));
}

async function historyOf(request: ApiRequest, power: ApiPower): Promise<HistoryBody> {
  const fields = readFields(request, ['limit']);
  const limit = limitField(fields);
  return history(power, await pickTarget(power, fields), limit);
}
