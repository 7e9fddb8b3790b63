import { asc, count, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import type { DeliveryLine, DeliveryState, OutboxView, TeamOutbox } from '../../reablement/outbox.ts'
import { perform } from '../access/perform.ts'
import { channel, delivery } from '../storage/dispatch-schema.ts'
import type { Desk } from '../storage/desk.ts'
import { outbox } from '../storage/ledger-schema.ts'
import { team } from '../storage/schema.ts'
import { channelsOn } from './channels.ts'
import type { Reader } from './channels.ts'

/** Lines shown of each kind: who has more waiting looks at the counts. */
const shown = 100

/** What waits, what was sent, what died and why. Of a person the reference only. @throws perform's. */
export async function readOutbox(desk: Desk, who: Colleague | null, keepDays: number): Promise<OutboxView> {
  return perform(desk, who, {
    act: 'view outbox',
    thing: () => ({ kind: 'service' }),
    work: (tx) => ({
      teams: teamsOf(tx),
      dead: linesOf(tx, ['dead']),
      waiting: linesOf(tx, ['waiting'], 'oldest first'),
      sent: linesOf(tx, ['sent']),
      keepDays,
    }),
  })
}

function teamsOf(reader: Reader): TeamOutbox[] {
  const on = Map.groupBy(channelsOn(reader), (one) => one.team)
  const counted = reader
    .select({ team: channel.team, state: delivery.state, n: count() })
    .from(delivery)
    .innerJoin(channel, eq(channel.id, delivery.channel))
    .groupBy(channel.team, delivery.state)
    .all()
  const teams = reader.select({ code: team.code }).from(team).orderBy(asc(team.position)).all()
  return teams.map(({ code }) => {
    const of = (state: DeliveryState) =>
      counted.find((row) => row.team === code && row.state === state)?.n ?? 0
    return {
      team: code,
      on: (on.get(code) ?? []).map(({ kind }) => kind),
      ...{ gathered: of('gathered'), waiting: of('waiting'), dead: of('dead'), sent: of('sent') },
    }
  })
}

function linesOf(reader: Reader, states: DeliveryState[], order?: 'oldest first'): DeliveryLine[] {
  const { id, topic, state, madeAt, nextAt, attempts, answer, endedAt, sequence } = delivery
  return reader
    .select({
      ...{ id, topic, state, madeAt, nextAt, attempts, answer, endedAt },
      ...{ team: channel.team, kind: channel.kind },
      reference: sql<string | null>`json_extract(${outbox.payload}, '$.reference')`,
    })
    .from(delivery)
    .innerJoin(channel, eq(channel.id, delivery.channel))
    .leftJoin(outbox, eq(outbox.id, delivery.outbox))
    .where(inArray(state, states))
    .orderBy(order ? asc(sequence) : desc(endedAt), desc(sequence))
    .limit(shown)
    .all()
}
