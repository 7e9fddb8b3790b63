import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { channelKinds, fileFieldNames } from '../../reablement/outgoing.ts'
import type { ChannelKind, Identity } from '../../reablement/outgoing.ts'
import { channel, teamIdentity } from '../storage/dispatch-schema.ts'
import type { Storage } from '../storage/open.ts'

/** Anything that can be asked: the storage itself or a transaction on it. */
export type Reader = Pick<Storage, 'select'>

const mailSettings = z.object({ addresses: z.array(z.string()) })
const webhookSettings = z.object({ url: z.string() })
const fileSettings = z.object({
  /** A name under the data folder, or an absolute path. */
  folder: z.string(),
  csv: z.boolean(),
  json: z.boolean(),
  columns: z.array(z.object({ field: z.enum(fileFieldNames), heading: z.string() })),
})
export type MailSettings = z.infer<typeof mailSettings>
export type WebhookSettings = z.infer<typeof webhookSettings>
export type FileSettings = z.infer<typeof fileSettings>

export type ChannelRow = typeof channel.$inferSelect

/** One of a team's channels with its settings read. */
export type Channel = Omit<ChannelRow, 'kind' | 'settings'> &
  (
    | { kind: 'mail'; settings: MailSettings }
    | { kind: 'webhook'; settings: WebhookSettings }
    | { kind: 'file'; settings: FileSettings }
  )

/** @throws ZodError when a row holds what Perch never wrote. */
export function readChannel({ kind, settings, ...row }: ChannelRow): Channel {
  const given: unknown = JSON.parse(settings)
  switch (kind) {
    case 'mail':
      return { ...row, kind, settings: mailSettings.parse(given) }
    case 'webhook':
      return { ...row, kind, settings: webhookSettings.parse(given) }
    case 'file':
      return { ...row, kind, settings: fileSettings.parse(given) }
  }
}

/** A team's channels, on or off, by kind. */
export function channelsOf(reader: Reader, team: string): Channel[] {
  const rows = reader.select().from(channel).where(eq(channel.team, team)).all()
  return channelKinds.flatMap((kind) => rows.filter((row) => row.kind === kind).map(readChannel))
}

/** What is on, by team and kind. */
export function channelsOn(reader: Reader): { id: string; team: string; kind: ChannelKind }[] {
  return reader
    .select({ id: channel.id, team: channel.team, kind: channel.kind })
    .from(channel)
    .where(eq(channel.on, true))
    .orderBy(asc(channel.team), asc(channel.kind))
    .all()
}

/** A team's channel of one kind, or undefined. */
export function channelRow(reader: Reader, team: string, kind: ChannelKind): ChannelRow | undefined {
  return reader
    .select()
    .from(channel)
    .where(and(eq(channel.team, team), eq(channel.kind, kind)))
    .get()
}

/** How much of a person leaves for this team. */
export function identityOf(reader: Reader, team: string): Identity {
  const row = reader.select().from(teamIdentity).where(eq(teamIdentity.team, team)).get()
  return row?.identity ?? 'reference'
}
