import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { agreeInput } from '#lib/reablement/action.ts'
import type { ActionKind, Band, CatalogueItem } from '#lib/reablement/catalogue.ts'
import { startingKits } from '#lib/reablement/kits.ts'
import { measurementsOf } from '#lib/reablement/measurement.ts'
import { asked } from '#lib/reablement/one-line-asked.corpus.ts'
import { corpus } from '#lib/reablement/one-line.corpus.ts'
import { sayMeasured } from '#lib/reablement/request.ts'
import { readCommitment, sayCommitment } from '#lib/reablement/said-commitment.ts'
import { startingTeams } from '#lib/reablement/team.ts'
import { dueFromBand } from '#lib/reablement/working-days.ts'
import { findIn } from './find-in-catalogue.ts'
import { readActionLine } from './read-action-line.ts'
import type { ActionLine, LineAround, Option } from './read-action-line.ts'

/** The real catalogue. Read here by itself: what runs in the browser never imports from the server. */
function rows(file: string): Record<string, string>[] {
  return parse(readFileSync(`src/lib/server/catalogue/${file}`), {
    bom: true,
    columns: true,
    skip_empty_lines: true,
  })
}
const kinds: Record<string, [ActionKind, string]> = {
  equipment: ['equipment', 'OT'],
  'minor adaptation': ['adaptation', 'MA'],
  'care technology': ['care technology', 'CT'],
}
const catalogue = [
  ...rows('equipment-catalogue.csv').map((row) => {
    const [kind, team] = kinds[row['category'] ?? ''] ?? ['task', '']
    return entry(row, kind, team, row['typical_delivery_band'])
  }),
  ...rows('referrals.csv').map((row) => entry(row, 'referral', row['team'] ?? '', row['band'])),
]
function entry(row: Record<string, string>, kind: ActionKind, team: string, band = ''): CatalogueItem {
  const { code = '', name = '', aliases = '', measurements = '' } = row
  const asks = measurementsOf({ measurements, checkWeight: row['check_max_user_weight'] === 'Y' })
  const first = code === 'TEC-PEN' ? 'MIN-KEY' : null
  return {
    ...{ code, name, kind, aliases: aliases.split('|').filter(Boolean), band: band as Band, team },
    ...{ asks, first },
  }
}

/** Monday 23 November 2026, 09:41; the first visit was on the 2nd, so it is day 22 and day 42 is a Sunday. */
const now = new Date('2026-11-23T09:41:00Z')
const today = '2026-11-23'
const colleagues = [
  { id: 'priya', name: 'Priya Shah', team: 'OT' },
  { id: 'tom', name: 'Tom Hallam', team: 'OT' },
  { id: 'grace', name: 'Grace Adeyemi', team: 'OT' },
  { id: 'dee', name: 'Dee Kaur', team: 'CT' },
  { id: 'ron', name: 'Ron Whitby', team: 'MA' },
  { id: 'ade', name: 'Ade Okafor', team: 'SW' },
  { id: 'nadia', name: 'Nadia Osman', team: 'RP' },
  { id: 'ann', name: 'Ann Bell', team: 'OT' },
  { id: 'anna', name: 'Ann Reed', team: 'CT' },
]
const around: LineAround = {
  ...{ colleagues, teams: startingTeams, myTeam: 'RP', now, start: '2026-11-02', kits: startingKits },
}
const find = findIn(catalogue)
const before = new Map<string, ActionLine>()
/** Each line is read once: reading three hundred takes a while. */
function read(text: string): ActionLine {
  const line = before.get(text) ?? readActionLine(text, around, find, { catalogue })
  before.set(text, line)
  return line
}

/** What a line is read as, in one line of plain signs: see the top of the corpus. */
function readingOf(text: string): string {
  const said = readCommitment(text, today)
  if (said) return `commits: ${sayCommitment(said, today) || 'asked which day'}`
  const line = read(text)
  const doubts = line.doubts.map(({ why }) => `doubt ${why}`)
  const { who } = line
  const unknown = who ? [`who ${who.answers.map(({ label }) => label).join(' | ')}`] : []
  if (line.kit) {
    const { kit, drafts } = line.kit
    const [one] = drafts
    const all = [
      one?.urgent && 'urgent',
      one?.owner && `@${one.owner}`,
      one?.because && `because ${one.because}`,
    ]
    const due = one && one.due !== usual(one.item) ? `due ${one.due}` : ''
    return [`kit ${kit.id}: ${drafts.map(({ item }) => item).join(' ')}`, due, ...all, ...unknown]
      .filter(Boolean)
      .join(' · ')
  }
  const option = line.options[line.at]
  return [...(option ? partsOf(option) : ['nothing']), ...unknown, ...doubts].join(' · ')
}

function partsOf({ item, draft, question, unclear, guessed }: Option): string[] {
  const what = item ? item.code : `task ${draft.title}`
  return [
    draft.quantity === 1 ? what : `${what} ×${String(draft.quantity)}`,
    draft.room ?? '',
    ...(draft.measures ?? []).map((one) => `${one.name} ${sayMeasured(item?.asks ?? [], one)}`),
    draft.due === usual(item?.code) ? '' : `due ${draft.due}`,
    draft.urgent ? 'urgent' : '',
    draft.owner ? `@${draft.owner}` : draft.team === (item?.team ?? around.myTeam) ? '' : `@${draft.team}`,
    draft.because ? `because ${draft.because}` : '',
    draft.detail ? `detail ${draft.detail}` : '',
    guessed.length ? `guessed ${guessed.join(' ')}` : '',
    question ? `asks ${question.answers.map(({ label }) => label).join(' | ')}` : '',
    unclear.length ? `unclear ${unclear.join(' ')}` : '',
  ].filter(Boolean)
}

/** The day it is due when the line says none. */
function usual(code: string | undefined): string {
  return dueFromBand(catalogue.find((item) => item.code === code)?.band ?? 'ND', now)
}

const cases = [corpus, asked]
  .flatMap((text) => text.split('\n'))
  .filter((line) => line.includes(' → '))
  .map((line) => line.split(' → ').map((part) => part.trim()) as [string, string])

describe('each phrase is read as people mean it', () => {
  test.each(cases)('%s', (text, reading) => {
    expect(readingOf(text)).toBe(reading)
  })
})

test('one Enter orders nothing that is not wanted, is there, is broken or is to be checked', () => {
  const [doubtful = ''] = asked.split('# Orders all the same')
  const phrases = doubtful.split('\n').flatMap((line) => (line.includes(' → ') ? [line.split(' → ')[0]] : []))
  expect(phrases.length).toBeGreaterThanOrEqual(30)
  for (const phrase of phrases) {
    const { options, at, who } = read(phrase ?? '')
    const option = options[at]
    expect(option?.item === null || Boolean(option?.question ?? who), phrase).toBe(true)
  }
})

test('there are two hundred phrases and more, none twice', () => {
  expect(cases.length).toBeGreaterThanOrEqual(200)
  expect(new Set(cases.map(([text]) => text)).size).toBe(cases.length)
})

test('every reading is what the server takes', () => {
  const id = '0b0e5a52-6f2c-4a4e-9a3e-5a4f0b7e8a11'
  for (const [text] of cases) {
    const { options, kit } = read(text)
    for (const draft of [...options.map((option) => option.draft), ...(kit?.drafts ?? [])])
      expect(agreeInput.safeParse({ id, episode: 'e1', ...draft }).success).toBe(true)
  }
})
