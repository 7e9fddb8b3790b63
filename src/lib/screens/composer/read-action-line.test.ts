import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { agreeInput } from '#lib/reablement/action.ts'
import type { ActionKind, Band, CatalogueItem } from '#lib/reablement/catalogue.ts'
import { startingTeams } from '#lib/reablement/team.ts'
import { findIn } from './find-in-catalogue.ts'
import { readActionLine, sayDraft, taskKey } from './read-action-line.ts'
import type { Corrections, Draft, LineAround } from './read-action-line.ts'

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
const catalogue: CatalogueItem[] = [
  ...rows('equipment-catalogue.csv').map((row): CatalogueItem => {
    const [kind, team] = kinds[row['category'] ?? ''] ?? ['task', '']
    return entry(row, kind, team, row['typical_delivery_band'])
  }),
  ...rows('referrals.csv').map((row) => entry(row, 'referral', row['team'] ?? '', row['band'])),
]
function entry(row: Record<string, string>, kind: ActionKind, team: string, band = ''): CatalogueItem {
  const { code = '', name = '', aliases = '' } = row
  return { code, name, kind, aliases: aliases.split('|').filter(Boolean), band: band as Band, team }
}

const colleagues = [
  { id: 'priya', name: 'Priya Shah', team: 'OT' },
  { id: 'dee', name: 'Dee Kaur', team: 'CT' },
  { id: 'amrit', name: 'Amrit Bains', team: 'RP' },
]
/** Monday 23 November 2026, 09:41. */
const around: LineAround = {
  colleagues,
  teams: startingTeams,
  myTeam: 'OT',
  now: new Date('2026-11-23T09:41:00Z'),
}
const find = findIn(catalogue)

function read(text: string, more: { chosen?: string; corrections?: Corrections } = {}) {
  return readActionLine(text, around, find, more)
}
function draft(text: string, more: { chosen?: string; corrections?: Corrections } = {}): Draft {
  const line = read(text, more)
  const option = line.options[line.at]
  if (!option) throw new Error(`nothing read from “${text}”`)
  return option.draft
}

test('the catalogue is the real one', () => {
  expect(catalogue.length).toBeGreaterThan(120)
})

describe('Enter agrees what people mean', () => {
  const meant: [string, string][] = [
    ['perching stool', 'SEA-PST'],
    ['perchng stol', 'SEA-PST'],
    ['perch', 'SEA-PST'],
    ['perching stool without arms', 'SEA-PSN'],
    ['grab rail', 'MIN-GRS'],
    ['2 grab rails bath wed', 'MIN-GRS'],
    ['grab rial', 'MIN-GRS'],
    ['long grab rail', 'MIN-GRL'],
    ['bath board', 'BTH-BRD'],
    ['bathboard', 'BTH-BRD'],
    ['keysafe', 'MIN-KEY'],
    ['key safe by the front door', 'MIN-KEY'],
    ['key saef', 'MIN-KEY'],
    ['pendent', 'TEC-PEN'],
    ['pendant alarm', 'TEC-PEN'],
    ['lifeline', 'TEC-PEN'],
    ['fit and demonstrate pendant today', 'TEC-PEN'],
    ['fall detector', 'TEC-FAL'],
    ['falls clinic', 'REF-FAL'],
    ['refer to falls clinic', 'REF-FAL'],
    ['bed sensor', 'TEC-BED'],
    ['pill dispencer', 'TEC-MED'],
    ['commode', 'TOI-COM'],
    ['comode', 'TOI-COM'],
    ['bariatric commode', 'TOI-COMB'],
    ['zimmer', 'WLK-FRM'],
    ['zimer frame', 'WLK-FRM'],
    ['wheeled zimmer', 'WLK-FWW'],
    ['rollator', 'WLK-ROL'],
    ['wheelchair', 'WLK-WCH'],
    ['raised toilet seat 4 inch', 'TOI-RTS4'],
    ['rts 2 inch', 'TOI-RTS2'],
    ['shower stool', 'BTH-STL'],
    ['hospital bed', 'BED-PRO'],
    ['bed lever', 'BED-LEV'],
    ['hoist', 'TRF-HST'],
    ['slide sheets', 'TRF-SLD'],
    ['bannister', 'MIN-STR'],
    ['smoke alarm', 'MIN-SMK'],
    ['gps tracker', 'TEC-GPS'],
    ['physio', 'REF-PHY'],
    ['ot assesment', 'REF-OTA'],
    ['care act', 'REF-CAA'],
    ['district nurse', 'REF-CNR'],
    ['safe and well visit', 'REF-SWV'],
    ['carers assessment', 'REF-CAR'],
    ['medication review', 'REF-MED'],
    ['review morning call length thu', 'REF-CAL'],
    ['meals on wheels', 'REF-FOO'],
    ['salt', 'REF-SLT'],
  ]
  test.each(meant)('%s', (text, code) => {
    expect(draft(text).item).toBe(code)
  })
})

describe('mistyped or shortened, the item meant comes first', () => {
  const mistyped: [string, string][] = [
    ['3 grab rales bathroom friday', 'MIN-GRS'],
    ['prchng stol bthrm wed', 'SEA-PST'],
    ['grav rail', 'MIN-GRS'],
    ['grb rail bath', 'MIN-GRS'],
    ['grabrail bathrom', 'MIN-GRS'],
    ['2 grba rails bath wedneday', 'MIN-GRS'],
    ['perchin stool', 'SEA-PST'],
    ['perhcing stool kitchen', 'SEA-PST'],
    ['purching stool', 'SEA-PST'],
    ['comodde bedrom', 'TOI-COM'],
    ['cmmd', 'TOI-COM'],
    ['raised tiolet seat 4 inch', 'TOI-RTS4'],
    ['bath bord', 'BTH-BRD'],
    ['shwer stool', 'BTH-STL'],
    ['walkng stick', 'WLK-STK'],
    ['zimmmer', 'WLK-FRM'],
    ['rolator', 'WLK-ROL'],
    ['wheelchiar', 'WLK-WCH'],
    ['pendnt alarm', 'TEC-PEN'],
    ['pndnt', 'TEC-PEN'],
    ['fall detecter', 'TEC-FAL'],
    ['bed sensr', 'TEC-BED'],
    ['pill dispensor', 'TEC-MED'],
    ['keysaef front door', 'MIN-KEY'],
    ['slide sheest', 'TRF-SLD'],
    ['stiar rail', 'MIN-STR'],
    ['smoke alrm', 'MIN-SMK'],
    ['grabber', 'DLA-RCH'],
    ['reachr', 'DLA-RCH'],
    ['physo', 'REF-PHY'],
    ['fals clinic', 'REF-FAL'],
    ['medicaton review', 'REF-MED'],
    ['distrct nurse', 'REF-CNR'],
    ['care act assesmnt', 'REF-CAA'],
  ]
  test.each(mistyped)('%s', (text, code) => {
    expect(draft(text).item).toBe(code)
    expect(read(text).options[0]?.unclear).toEqual([])
  })
})

describe('what is not understood is said, never silently agreed', () => {
  test.each([
    ['grab rail bathroom qwzx', ['qwzx']],
    ['perching stool blorp fri', ['blorp']],
    ['grab qwzx', ['qwzx']],
    ['grab ral', ['ral']],
    ['chase stool', []],
    ['commode 77', ['77']],
    ['commode lives alone', []],
    ['perching stool seat 48cm', []],
    ['perching stool 48 cm', []],
    ['grab rail 450', []],
    ['ring the daughter about keys', []],
    ['fit and demonstrate pendant today', []],
    ['chase pharmacy about tablets', []],
  ])('%s', (text, words) => {
    const line = read(text)
    expect(line.options[line.at]?.unclear).toEqual(words)
  })

  test('a day that cannot be and too many are doubted until put right by hand', () => {
    expect(read('commode 31/2').doubts).toMatchObject([{ text: '31/2', why: 'no such day' }])
    expect(read('commode 31/2', { corrections: { due: '2026-12-01' } }).doubts).toEqual([])
    expect(read('20000 grab rails').doubts).toMatchObject([{ about: 'quantity' }])
    expect(read('20000 grab rails', { corrections: { quantity: 2 } }).doubts).toEqual([])
    expect(draft('commode 31/2').detail).toBeUndefined()
  })
})

test('a title too long goes on as detail, cut between two words', () => {
  const text = `Tell everybody ${'about the new plan '.repeat(9)}`.trim()
  const { title, detail = '' } = draft(text)
  expect(title.length).toBeLessThanOrEqual(120)
  expect(`${title} ${detail}`).toBe(text)
})

describe('what names no item stays a plain task in the writer’s words', () => {
  const tasks = [
    'ring the daughter about keys',
    'chase pharmacy about tablets',
    'speak to son about stairs',
    'tell neighbour we come earlier',
    'find out who holds the spare key',
    'write to landlord about damp',
    'xyzzy',
    'count the 2 boxes in the kitchen',
    'ask the surgery who phones whom',
  ]
  test.each(tasks)('%s', (text) => {
    const { item, kind, title, team, owner } = draft(text)
    expect({ item, kind, team, owner }).toEqual({ item: undefined, kind: 'task', team: 'OT', owner: null })
    expect(title.toLowerCase()).toBe(text.toLowerCase())
  })
})

test('the commonest request: two rails for the bathroom by Wednesday', () => {
  expect(draft('2 grab rails bath wed')).toEqual({
    kind: 'adaptation',
    item: 'MIN-GRS',
    title: 'Grab rail, short',
    quantity: 2,
    room: 'Bathroom',
    team: 'MA',
    owner: null,
    due: '2026-11-25',
  })
  expect(sayDraft(draft('2 grab rails bath wed'), around)).toEqual({
    what: 'Grab rail, short × 2 · Bathroom',
    detail: '',
    who: 'MA’s queue',
    due: 'by Wed 25 Nov',
  })
})

test('without a day, the delivery band says it in working days', () => {
  expect(draft('perching stool').due).toBe('2026-11-24')
  expect(draft('key safe').due).toBe('2026-11-26')
  expect(draft('pendant').due).toBe('2026-11-30')
  expect(draft('tell neighbour we come earlier').due).toBe('2026-11-24')
})

test('a colleague named with @ owns it, on their own team’s list', () => {
  expect(draft('pendant @dee')).toMatchObject({ owner: 'dee', team: 'CT' })
  expect(draft('perching stool @dee')).toMatchObject({ owner: 'dee', team: 'CT' })
  expect(sayDraft(draft('pendant @dee'), around).who).toBe('Dee K')
  expect(draft('ring the son @sw')).toMatchObject({ owner: null, team: 'SW' })
})

test('a name that fits nobody is said, and the queue stands in', () => {
  const line = read('pendant @zoe')
  expect(line.unknownOwner).toBe('zoe')
  expect(line.options[line.at]?.draft).toMatchObject({ owner: null, team: 'CT' })
  expect(read('pendant @dee').unknownOwner).toBeNull()
})

test('what is typed besides the name is kept', () => {
  expect(draft('perching stool seat 48 cm').detail).toBe('Seat 48 cm')
  expect(draft('perchng stol bathroom seat 48 cm')).toMatchObject({ room: 'Bathroom', detail: 'Seat 48 cm' })
  expect(draft('fit and demonstrate pendant today').detail).toBe('Fit and demonstrate')
  expect(draft('review morning call length').detail).toBe('Morning')
  expect(draft('urgent commode')).toMatchObject({ urgent: true, due: '2026-11-23' })
  expect(draft('please order a commode').detail).toBeUndefined()
})

test('arrow keys choose; the choice holds while it is among the suggestions', () => {
  const keys = read('grab rail').options.map(({ key }) => key)
  expect(keys).toContain('MIN-GRL')
  expect(keys.at(-1)).toBe(taskKey)
  expect(draft('grab rail', { chosen: 'MIN-GRL' }).title).toBe('Grab rail, long')
  expect(draft('grab rail wed', { chosen: taskKey })).toMatchObject({ kind: 'task', title: 'Grab rail' })
  expect(draft('commode', { chosen: 'MIN-GRL' }).item).toBe('TOI-COM')
})

test('what is put right by hand wins, and an emptied room is no room', () => {
  const corrections = { quantity: 3, room: 'Hall', who: { colleague: 'amrit' }, due: '2026-12-01' }
  expect(draft('2 grab rails bath wed', { corrections })).toMatchObject({
    quantity: 3,
    room: 'Hall',
    owner: 'amrit',
    team: 'RP',
    due: '2026-12-01',
  })
  expect(draft('grab rail in the bath', { corrections: { room: '' } }).room).toBeUndefined()
})

test('a pair stays a pair; sizes of the catalogue are not repeated in the title', () => {
  expect(draft('slide sheets').title).toBe('Slide sheets (pair)')
  expect(draft('hospital bed').title).toBe('Profiling bed, electric, height-adjustable')
})

test('nothing said is nothing to agree', () => {
  for (const text of ['', '   ', '@dee', '·']) expect(read(text)).toMatchObject({ options: [], at: -1 })
})

test('there are never more suggestions than people take in, and no two alike', () => {
  for (const text of ['rail', 'bed', 'a', 'sensor review stool', 'toilet seat frame']) {
    const keys = read(text).options.map(({ key }) => key)
    expect(keys.length).toBeLessThanOrEqual(7)
    expect(new Set(keys).size).toBe(keys.length)
  }
})

test('every draft is what the server takes', () => {
  const id = '0b0e5a52-6f2c-4a4e-9a3e-5a4f0b7e8a11'
  for (const text of [
    '2 grab rails bath wed',
    'pendant @dee',
    'ring the son',
    `long ${'words '.repeat(60)}`,
  ]) {
    for (const option of read(text).options) {
      expect(agreeInput.safeParse({ id, episode: 'e1', ...option.draft }).success).toBe(true)
    }
  }
})
