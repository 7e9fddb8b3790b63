import { and, eq, inArray, isNull, lt, ne, or } from 'drizzle-orm'
import type { ActionView } from '../../reablement/action.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { toldTopics } from '../../reablement/outgoing.ts'
import { startingTeamTime, tellings, tellingsDue, waitsFor } from '../../reablement/telling.ts'
import type { Telling } from '../../reablement/telling.ts'
import { isWorkingTime } from '../../reablement/working-hours.ts'
import { performAsService } from '../access/perform.ts'
import { leading } from '../access/team-time.ts'
import { whenFree } from '../storage/busy.ts'
import type { Desk } from '../storage/desk.ts'
import type { Storage, Transaction } from '../storage/open.ts'
import { action, setting } from '../storage/schema.ts'
import { closureDays } from '../storage/service-settings.ts'
import { toldAt, waitsSince } from '../storage/waits.ts'
import { actionTold, teamTime } from '../storage/waits-schema.ts'
import { actionViews } from './action-views.ts'
import { isOpen } from './filters.ts'
import { putAllInOutbox } from './outgoing.ts'

/** What one team is told at one look. */
export interface Told {
  team: string
  telling: Telling
  /** Ids of its lead, or of those who manage. */
  leads: string[]
  actions: ActionView[]
}

type Reader = Pick<Storage, 'select'>

/** The setting that keeps since when Perch looks after what waits: an instant, as JSON. */
const fromKey = 'waits from'

/**
 * Tells what has waited too long: each action and telling once, whatever restarts, because it is written with its outbox
 * row in one transaction, audited as one look. Nothing outside working hours. Returns what was told. @throws perform's.
 */
export async function tellWaits(desk: Desk): Promise<Told[]> {
  const now = desk.clock()
  const closures = closureDays(desk.storage)
  if (!isWorkingTime(now, closures)) return []
  const from = await keptFrom(desk, now)
  if (dueNow(desk.storage, { from, now, closures }).length === 0) return []
  const detail: Record<string, number> = {}
  return performAsService(desk, {
    act: 'tell what waits',
    thing: () => ({ kind: 'service' }),
    work: (tx, at) => {
      const due = dueNow(tx, { from, now: new Date(at), closures })
      for (const telling of tellings) detail[telling] = due.filter((one) => one.telling === telling).length
      return tell(tx, at, due)
    },
    detail,
  })
}

/** What waited before Perch looked after it waits from there: an old database does not tell of everything at once. [choice] */
async function keptFrom({ storage }: Desk, now: Date): Promise<Date> {
  const read = () => storage.select().from(setting).where(eq(setting.key, fromKey)).get()
  const kept = read()
  if (kept) return new Date(JSON.parse(kept.value) as string)
  const value = JSON.stringify(now.toISOString())
  await whenFree(storage, () =>
    storage.insert(setting).values({ key: fromKey, value }).onConflictDoNothing().run(),
  )
  return now
}

interface Due {
  action: string
  since: string
  telling: Telling
}

/** What a look goes by: since when, until when, and the days that do not count. */
interface Looking {
  from: Date
  now: Date
  closures: readonly LocalDate[]
}

/** Every telling that is due, longest waiting first; one query. */
function dueNow(reader: Reader, { from, now, closures }: Looking): Due[] {
  const today = londonDate(now)
  const late = and(isOpen, ne(action.state, 'to sign off'), lt(action.due, today))
  const declined = and(eq(action.state, 'declined'), isNull(action.settledAt))
  const rows = reader
    .select({
      ...{ id: action.id, state: action.state, due: action.due, settled: action.settledAt },
      ...{ since: waitsSince, again: toldAt('again'), lead: toldAt('lead'), minutes: teamTime.minutes },
    })
    .from(action)
    .leftJoin(teamTime, eq(teamTime.team, action.team))
    .where(or(eq(action.state, 'agreed'), late, declined))
    .orderBy(action.agreedAt, action.id)
    .all()
  return rows.flatMap(({ id, since, minutes, ...row }) => {
    const why = waitsFor(row, today)
    // The huddles there were before have had what was declined before.
    if (why === null || (why === 'declined' && since < from.toISOString())) return []
    const time = { minutes: minutes ?? startingTeamTime, from, now, closures }
    return tellingsDue({ since, ...row }, time).map((telling) => ({ action: id, since, telling }))
  })
}

function tell(tx: Transaction, at: string, due: readonly Due[]): Told[] {
  for (const { action: id, since, telling } of due)
    tx.insert(actionTold).values({ action: id, since, telling, at }).run()
  const ids = due.map((one) => one.action)
  const views = new Map(actionViews(tx, inArray(action.id, ids)).map((view) => [view.id, view]))
  const leads = leading(tx)
  return tellings.flatMap((telling) => {
    const told = due.flatMap((one) => (one.telling === telling ? (views.get(one.action) ?? []) : []))
    putAllInOutbox(tx, at, toldTopics[telling], told)
    return [...Map.groupBy(told, ({ team }) => team)].map(([team, actions]) => ({
      ...{ team, telling, actions },
      leads: leads(team).map(({ id }) => id),
    }))
  })
}
