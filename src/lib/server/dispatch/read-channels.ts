import { eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import type { ChannelsView } from '../../reablement/outbox.ts'
import { sayColumns, usualColumns } from '../../reablement/outgoing.ts'
import { Problem } from '../../reablement/problem.ts'
import { perform } from '../access/perform.ts'
import { teamTimeOf } from '../access/team-time.ts'
import type { Desk } from '../storage/desk.ts'
import { team } from '../storage/schema.ts'
import { channelsOf, identityOf } from './channels.ts'
import type { Channel, Reader } from './channels.ts'
import type { Offers } from './edit-channels.ts'

/** A team's channels for its form; a webhook's secret is not in it. @throws Problem 'not-found', perform's. */
export async function readChannels(
  desk: Desk,
  who: Colleague | null,
  code: string,
  offers: Offers,
): Promise<ChannelsView> {
  return perform(desk, who, {
    act: 'view outbox',
    thing: () => ({ kind: 'team', id: code, team: code }),
    work: (tx, at) => viewOf(tx, code, offers, at),
    detail: { team: code },
  })
}

function viewOf(reader: Reader, code: string, { mail, loopback, roots }: Offers, at: string): ChannelsView {
  const row = reader.select({ code: team.code, name: team.name }).from(team).where(eq(team.code, code)).get()
  if (!row) throw new Problem('not-found')
  const channels = channelsOf(reader, code)
  return {
    ...{ team: row, time: teamTimeOf(reader, code), identity: identityOf(reader, code) },
    mail: mailOf(channels),
    webhook: webhookOf(channels, at),
    file: fileOf(channels, code),
    offers: { mail: mail !== null, loopback, handOff: roots.outside },
  }
}

function mailOf(channels: readonly Channel[]): ChannelsView['mail'] {
  const found = channels.find((one) => one.kind === 'mail')
  return { on: found?.on ?? false, addresses: found?.settings.addresses.join('\n') ?? '' }
}

function webhookOf(channels: readonly Channel[], at: string): ChannelsView['webhook'] {
  const found = channels.find((one) => one.kind === 'webhook')
  const until = found?.beforeUntil ?? null
  return {
    ...{ on: found?.on ?? false, url: found?.settings.url ?? '' },
    hasSecret: Boolean(found?.secret),
    beforeUntil: until !== null && until > at ? until : null,
  }
}

function fileOf(channels: readonly Channel[], code: string): ChannelsView['file'] {
  const found = channels.find((one) => one.kind === 'file')
  if (!found) {
    const usual = { csv: true, json: false, columns: sayColumns(usualColumns) }
    return { on: false, folder: code, ...usual }
  }
  const { folder, csv, json, columns } = found.settings
  return { on: found.on, folder, csv, json, columns: sayColumns(columns) }
}
