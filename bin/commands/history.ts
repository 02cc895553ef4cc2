import { Command } from 'commander';
import type { HistoryBody } from '../../power/api/api.ts';
import { bodyOf } from '../answer.ts';
import { openEnvironment } from '../environment.ts';
import { describeHistory } from '../print-history.ts';
import { count, type SharedOptions, withSharedOptions } from './shared-options.ts';

interface HistoryOptions extends SharedOptions {
  limit: number;
}

/** `catnap history`: what happened, when and why. It wakes nothing. */
export function historyCommand(): Command {
  return withSharedOptions(new Command('history'))
    .description('tell what happened to it in the last 30 days, when and why; wakes nothing')
    .option('-n, --limit <n>', 'transitions to show, at most 500', count, 20)
    .action(async ({ limit, ...options }: HistoryOptions) => {
      const environment = await openEnvironment(options);
      const query: Record<string, string> = { limit: String(limit) };
      if (options.target) query.target = options.target;
      const body = bodyOf<HistoryBody>(await environment.ask('GET', '/history', { query }));
      console.log(options.json ? JSON.stringify(body, undefined, 2) : describeHistory(body));
    });
}
