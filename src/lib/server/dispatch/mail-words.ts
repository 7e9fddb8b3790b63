import { londonDate, sayDay } from '../../reablement/dates.ts'
import { digestLines, isTakenBack, toldTopics } from '../../reablement/outgoing.ts'
import type { DigestLine, Outgoing } from '../../reablement/outgoing.ts'

/** A mail's words. Nothing of anybody stands in the subject. */
export interface MailWords {
  subject: string
  text: string
  html: string
}

type Section = DigestLine<Outgoing>['section']

const headings: Record<Section, string> = {
  arrived: 'Agreed for you',
  changed: 'Changed',
  declined: 'Declined',
  gone: 'No longer yours',
}
const order: Section[] = ['arrived', 'changed', 'declined', 'gone']
const foot = 'Accept, decline and finish on your list in Perch. Nobody reads answers to this mail.'

/** All of a huddle's actions for a team, in one mail. */
export function digestMail(team: string, gathered: readonly Outgoing[]): MailWords {
  const lines = digestLines(gathered)
  const on = sayDay(londonDate(new Date(gathered.at(-1)?.at ?? 0)))
  const count = lines.length === 1 ? '1 action' : `${String(lines.length)} actions`
  const parts = order.flatMap((section) => {
    const of = lines.filter((line) => line.section === section)
    return of.length ? [{ heading: headings[section], lines: of.map(({ last }) => lineOf(last, true)) }] : []
  })
  return written(`${team}: ${count} from the huddle of ${on}`, parts)
}

/** One action that cannot wait, or one that is taken back. */
export function singleMail(team: string, outgoing: Outgoing): MailWords {
  const gone = isTakenBack(outgoing.topic)
  const subject = gone ? `${team}: 1 action is no longer yours` : `${team}: 1 urgent action`
  const heading = gone ? headings.gone : step(outgoing.topic)
  return written(subject, [{ heading, lines: [lineOf(outgoing, false)] }])
}

/** What has waited too long, told at one look: again to the team, or to whoever leads it. */
export function toldMail(team: string, topic: string, told: readonly Outgoing[]): MailWords {
  const many = told.length === 1 ? '1 action waits' : `${String(told.length)} actions wait`
  const toLead = topic === toldTopics.lead
  const parts = [...Map.groupBy(told, headingOf)].map(([heading, of]) => ({
    heading,
    lines: of.map((one) => lineOf(one, false)),
  }))
  return written(`${team}: ${many}${toLead ? ', told to whoever leads' : ', told again'}`, parts)
}

function headingOf({ state }: Outgoing): string {
  if (state === 'agreed') return 'Nobody has accepted it'
  return state === 'declined' ? 'Declined, and nobody has taken it up' : 'Its day has passed'
}

/** What an administrator sends to see whether mail arrives. */
export function testMail(team: string): MailWords {
  const line = 'This is a test of the channel “e-mail”. Nothing was agreed.'
  return written(`${team}: a test from Perch`, [{ heading: 'A test', lines: [line] }])
}

/** "Urgent: Perching stool × 2 · Kitchen · by Tue 24 Nov · RB27010" */
function lineOf(outgoing: Outgoing, digest: boolean): string {
  const { what, quantity, room, due, urgent, measures, person, topic } = outgoing
  const shown = [person.name ?? person.initials, person.address, person.postcode].filter(Boolean)
  const parts = [
    quantity === 1 ? what : `${what} × ${String(quantity)}`,
    room,
    measures,
    isTakenBack(topic) ? '' : `by ${sayDay(due)}`,
    [person.reference, ...shown].join(', '),
    digest && topic === 'action escalated' ? 'escalated' : '',
  ]
  return `${urgent ? 'Urgent: ' : ''}${parts.filter((part) => part !== '').join(' · ')}`
}

function step(topic: string): string {
  const said = topic.replace(/^action /, '')
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}`
}

function written(subject: string, parts: { heading: string; lines: string[] }[]): MailWords {
  const text = parts.map(({ heading, lines }) => `${heading}\n${lines.map((one) => `- ${one}`).join('\n')}`)
  const html = parts.map(
    ({ heading, lines }) =>
      `<h2>${escaped(heading)}</h2><ul>${lines.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>`,
  )
  return {
    subject: `Perch, ${subject}`,
    text: `${text.join('\n\n')}\n\n${foot}\n`,
    html: `<!doctype html><html lang="en-GB"><body>${html.join('')}<p>${escaped(foot)}</p></body></html>`,
  }
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
