import { and, asc, countDistinct, desc, eq, inArray } from 'drizzle-orm'
import type { SettingsPage } from '../../reablement/closure-days.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { Desk } from '../storage/desk.ts'
import { hospitalStay } from '../storage/course-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { colleague, episode } from '../storage/schema.ts'
import { settingsOf } from '../storage/service-settings.ts'
import { closureDay, settingChange } from '../storage/setting-schema.ts'
import { perform } from './perform.ts'

/** How many changes the page lists; all of them are in the archive. */
const shown = 200

/** Everything the service decided, and who decided what when. Administrators only. @throws perform's. */
export async function readSettings(desk: Desk, who: Colleague | null): Promise<SettingsPage> {
  return perform(desk, who, {
    act: 'view settings',
    thing: () => ({ kind: 'service' }),
    work: (tx, at) => ({
      settings: settingsOf(tx),
      closures: tx.select().from(closureDay).orderBy(asc(closureDay.date)).all(),
      changes: tx
        .select({
          ...{ id: settingChange.id, at: settingChange.at, by: colleague.name, name: settingChange.name },
          ...{ before: settingChange.before, after: settingChange.after },
        })
        .from(settingChange)
        .innerJoin(colleague, eq(colleague.id, settingChange.colleague))
        .orderBy(desc(settingChange.id))
        .limit(shown)
        .all(),
      today: londonDate(new Date(at)),
      withStays: withStays(tx),
    }),
  })
}

function withStays(tx: Transaction): number {
  const row = tx
    .select({ people: countDistinct(hospitalStay.episode) })
    .from(hospitalStay)
    .innerJoin(
      episode,
      and(eq(episode.id, hospitalStay.episode), inArray(episode.state, ['accepted', 'active', 'paused'])),
    )
    .get()
  return row?.people ?? 0
}
