import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { shownName } from '../../reablement/person.ts'
import type { OwnAsk } from '../../reablement/register.ts'
import type { TeamCode } from '../../reablement/team.ts'
import type { Transaction } from '../storage/open.ts'
import { agendaItem, episode, huddle, person } from '../storage/schema.ts'

/** What waits for this team since the last huddle, longest first, but what the running one has come to. Two queries. */
export function ownAsks(tx: Transaction, code: TeamCode): OwnAsk[] {
  const last = tx
    .select({ id: huddle.id, date: huddle.date })
    .from(huddle)
    .where(eq(huddle.state, 'closed'))
    .orderBy(desc(huddle.date))
    .get()
  if (!last) return []
  const cameTo = sql`exists (select 1 from ${agendaItem} now join ${huddle} running on running.id = now.huddle
    where running.state = 'live' and now.episode = ${episode.id} and now.outcome is not null)`
  return tx
    .select({ id: episode.id, person, since: agendaItem.waitsSince })
    .from(agendaItem)
    .innerJoin(
      episode,
      // As `onBoard` of the huddles has it: whoever has ended is on no agenda.
      and(eq(episode.id, agendaItem.episode), inArray(episode.state, ['accepted', 'active', 'paused'])),
    )
    .innerJoin(person, eq(person.id, episode.person))
    .where(
      and(
        eq(agendaItem.huddle, last.id),
        eq(agendaItem.waitsFor, code),
        isNotNull(agendaItem.waitsSince),
        sql`not ${cameTo}`,
      ),
    )
    .orderBy(agendaItem.waitsSince, agendaItem.position)
    .all()
    .map(({ id, person: { forename, knownAs, surname, reference }, since }) => ({
      ...{ episode: id, person: shownName(forename, knownAs, surname), reference },
      since: since ?? last.date,
    }))
}
