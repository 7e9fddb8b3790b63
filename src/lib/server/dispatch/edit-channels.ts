import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Colleague } from '../../reablement/colleague.ts'
import { identities, readColumns } from '../../reablement/outgoing.ts'
import type { ChannelKind } from '../../reablement/outgoing.ts'
import { Problem } from '../../reablement/problem.ts'
import { teamCode } from '../../reablement/team.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import { channel, teamIdentity } from '../storage/dispatch-schema.ts'
import type { Desk } from '../storage/desk.ts'
import { newId } from '../storage/id.ts'
import type { Transaction } from '../storage/open.ts'
import { team } from '../storage/schema.ts'
import type { Ways } from './attempt.ts'
import { channelRow } from './channels.ts'
import type { FileSettings, MailSettings, WebhookSettings } from './channels.ts'
import { refusedFolder } from './hand-off.ts'
import { letGo } from './queue.ts'
import { newSecret } from './sign.ts'
import { refusedUrl } from './where-to.ts'

const ticked = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on')
const line = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, `At most ${String(longest)} letters.`)

/** As the form sends it: what is not ticked is not there. */
const channelsInput = z.object({
  team: teamCode,
  identity: z.enum(identities, 'Choose how much of a person leaves.'),
  mail: ticked,
  addresses: line(2000).default(''),
  webhook: ticked,
  url: line(500).default(''),
  file: ticked,
  folder: line(300).default(''),
  csv: ticked,
  json: ticked,
  columns: line(2000).default(''),
})
type ChannelsInput = z.infer<typeof channelsInput>

/** A folder of addresses is no mailing list. [choice] */
const mostAddresses = 10
const oneAddress = z.email()

/** What the acts need of the worker's ways. */
export type Offers = Pick<Ways, 'mail' | 'loopback' | 'roots'>

/**
 * Chooses how a team's actions leave, and how much of a person with them. What a channel that is turned off held back
 * is let go. Returns the secret of a webhook that was given its first: it is shown this once.
 * @throws Problem 'bad-input' naming the field, 'not-found', or perform's.
 */
export async function editChannels(
  desk: Desk,
  who: Colleague | null,
  given: unknown,
  offers: Offers,
): Promise<{ secret: string | null }> {
  const input = parse(channelsInput, given)
  const { mail, webhook, file, identity } = input
  return perform(desk, who, {
    act: 'edit channels',
    thing: (tx) => findTeam(tx, input.team),
    work: (tx, at) => {
      const settings = checked(input, offers)
      const by = signedIn(who).id
      putIdentity(tx, { team: input.team, identity, changedBy: by, changedAt: at })
      const put = (kind: ChannelKind, on: boolean, value: object | null) =>
        putChannel(tx, { team: input.team, kind, on, value, by, at })
      put('mail', mail, settings.mail)
      put('file', file, settings.file)
      return { secret: put('webhook', webhook, settings.webhook) }
    },
    detail: { team: input.team, identity, mail, webhook, file },
  })
}

/** @throws Problem 'not-found'. */
export function findTeam(tx: Pick<Transaction, 'select'>, code: string) {
  const found = tx.select({ code: team.code }).from(team).where(eq(team.code, code)).get()
  if (!found) throw new Problem('not-found', { field: 'team' })
  return { kind: 'team', id: found.code, team: found.code } as const
}

interface Checked {
  mail: MailSettings | null
  webhook: WebhookSettings | null
  file: FileSettings | null
}

/** What is on must be right; what is off is kept as it was typed when it is right, else as it stood. @throws Problem. */
function checked(input: ChannelsInput, offers: Offers): Checked {
  const or = <T>(on: boolean, check: () => T): T | null => {
    try {
      return check()
    } catch (error) {
      if (on || !(error instanceof Problem)) throw error
      return null
    }
  }
  return {
    mail: or(input.mail, () => checkedMail(input, offers)),
    webhook: or(input.webhook, () => checkedWebhook(input, offers)),
    file: or(input.file, () => checkedFile(input, offers)),
  }
}

const wrong = (field: keyof ChannelsInput, detail: string) => new Problem('bad-input', { field, detail })

function checkedMail({ mail, addresses: text }: ChannelsInput, offers: Offers): MailSettings {
  if (mail && offers.mail === null)
    throw wrong('mail', 'This server has no mail server: see PERCH_SMTP_URL in the README.')
  const addresses = [...new Set(text.split(/[\s,;]+/).filter((one) => one !== ''))]
  if (addresses.length === 0) throw wrong('addresses', 'Give one address at least.')
  if (addresses.length > mostAddresses)
    throw wrong('addresses', `At most ${String(mostAddresses)}: use the team’s own mailbox.`)
  const bad = addresses.find((one) => !oneAddress.safeParse(one).success)
  if (bad !== undefined) throw wrong('addresses', `“${bad}” is no e-mail address.`)
  return { addresses }
}

function checkedWebhook({ url }: ChannelsInput, { loopback }: Offers): WebhookSettings {
  const refused = refusedUrl(url, loopback)
  if (refused) throw wrong('url', refused)
  return { url }
}

function checkedFile({ folder, csv, json, columns: text }: ChannelsInput, { roots }: Offers): FileSettings {
  const refused = refusedFolder(folder, roots)
  if (refused) throw wrong('folder', refused)
  if (!csv && !json) throw wrong('csv', 'Choose CSV, JSON or both.')
  const read = readColumns(text)
  if ('ask' in read) throw wrong('columns', read.ask)
  return { folder, csv, json, columns: read.columns }
}

function putIdentity(tx: Transaction, row: typeof teamIdentity.$inferInsert): void {
  const { identity, changedBy, changedAt } = row
  const set = { identity, changedBy, changedAt }
  tx.insert(teamIdentity).values(row).onConflictDoUpdate({ target: teamIdentity.team, set }).run()
}

/** Writes one channel; a webhook's first secret is made here and returned. */
function putChannel(tx: Transaction, { team: of, kind, on, value, by, at }: Put): string | null {
  const before = channelRow(tx, of, kind)
  if (!before && !on) return null
  const secret = kind === 'webhook' && !before?.secret ? newSecret() : null
  const changed = { on, changedBy: by, changedAt: at, ...(secret === null ? {} : { secret }) }
  const settings = value === null ? {} : { settings: JSON.stringify(value) }
  if (before) {
    tx.update(channel)
      .set({ ...changed, ...settings })
      .where(eq(channel.id, before.id))
      .run()
    if (before.on && !on) letGo(tx, at, before.id)
  } else {
    tx.insert(channel)
      .values({ id: newId(), team: of, kind, ...changed, settings: JSON.stringify(value) })
      .run()
  }
  return secret
}

interface Put {
  team: string
  kind: ChannelKind
  on: boolean
  value: object | null
  by: string
  at: string
}
