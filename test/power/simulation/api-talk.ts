import type { ApiAnswer, ApiRequest, ReportBody } from '../../../power/api/api.ts';
import type { ActivityReport, StopIntent } from '../../../power/items.ts';
import type { HostTalk } from '../host-talk.ts';

/** How a program of somebody's own reports for a host: through the wake API, which sets the times by its own clock. */
export function apiTalk(instance: string, ask: (request: ApiRequest) => Promise<ApiAnswer>): HostTalk {
  let last: ActivityReport | undefined;
  const report = async (says: ActivityReport): Promise<StopIntent | undefined> => {
    const used = last === undefined || says.lastUsedAt !== last.lastUsedAt;
    const { stopped, ready } = says;
    const body = JSON.stringify({ instance, used, ready, stopped });
    const answer = await ask({ method: 'POST', path: '/report', by: 'service', body });
    if (answer.status !== 200) throw new Error(answer.body);
    last = says;
    const { stop, reason = '' }: ReportBody = JSON.parse(answer.body);
    return stop === undefined
      ? undefined
      : { stop, at: stop, instance, reason: { code: 'idle', text: reason } };
  };
  return {
    report,
    look() {
      if (last === undefined) return Promise.reject(new Error('nothing was reported yet'));
      return report(last);
    },
  };
}
