import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ActionView } from '#lib/reablement/action.ts'
import { tiers } from '#lib/reablement/catalogue.ts'
import type { Tier } from '#lib/reablement/catalogue.ts'
import type { Colleague } from '#lib/reablement/colleague.ts'
import { startingKits } from '#lib/reablement/kits.ts'
import { connections } from '#lib/reablement/request.ts'
import type { Measured } from '#lib/reablement/request.ts'
import { startingTeams } from '#lib/reablement/team.ts'
import { qualifications } from '#lib/reablement/tiers.ts'
import type { Qualification } from '#lib/reablement/tiers.ts'
import { findIn } from '#lib/screens/composer/find-in-catalogue.ts'
import { readActionLine } from '#lib/screens/composer/read-action-line.ts'
import { readCatalogue } from '#lib/server/catalogue/read.ts'
import { seedCatalogue } from '#lib/server/catalogue/seed.ts'
import { acceptAction } from '#lib/server/register/accept-action.ts'
import { agreeAction } from '#lib/server/register/agree-action.ts'
import { bookAction } from '#lib/server/register/book-action.ts'
import { collectAction } from '#lib/server/register/collect-action.ts'
import { deliverAction } from '#lib/server/register/deliver-action.ts'
import { finishAction } from '#lib/server/register/finish-action.ts'
import { measureAction } from '#lib/server/register/measure-action.ts'
import { orderAction } from '#lib/server/register/order-action.ts'
import { readAction } from '#lib/server/register/read-action.ts'
import { showAction } from '#lib/server/register/show-action.ts'
import { signOffAction } from '#lib/server/register/sign-off-action.ts'
import { addColleague, addHuddle, addPerson, emptyDesk } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { fortyItems } from './forty-items.ts'

/** A row of the table. `ways`: what is done on each way behind accepting and measuring, and before somebody shows it. */
interface Row {
  typed: string
  tier: Tier
  asks: Qualification
  signs: Qualification | undefined
  code: string
  title: string
  quantity: number
  team: string
  room: string | undefined
  due: string
  measures: { name: string; typed: string; kept: string }[]
  way: 'ordered' | 'fitted' | 'by us' | 'handed over' | 'installed'
  connection: (typeof connections)[number] | undefined
  comesBack: boolean
}
const ways: Record<Row['way'], string[]> = {
  ordered: ['order', 'deliver'],
  fitted: ['book', 'deliver'],
  'by us': ['deliver'],
  'handed over': ['deliver'],
  installed: ['book', 'deliver'],
}

/** One of the known words, or the table is wrong. */
function oneOf<T extends string>(known: readonly T[], said = ''): T {
  const found = known.find((one) => one === said)
  if (found === undefined) throw new Error(`The table of forty says “${said}”.`)
  return found
}

function rowOf(line: string): Row {
  const [typed = '', who = '', what = '', where = '', sizes = '', way = '', after = ''] = line
    .split('|')
    .map((part) => part.trim())
  const [, tier, asks, signs] = /^(\S+): (.+?)(?:, (.+) signs)?$/.exec(who) ?? []
  const [, code = '', title = '', many = '1'] = /^(\S+) (.+?)(?: ×(\d+))?$/.exec(what) ?? []
  const [team = '', room = '', due = ''] = where.split('·').map((part) => part.trim())
  const [kind, connection] = way.split(', ')
  return {
    ...{ typed, code, title, quantity: Number(many), team, due, room: room || undefined },
    tier: oneOf(tiers, tier),
    asks: oneOf(qualifications, asks),
    signs: signs === undefined ? undefined : oneOf(qualifications, signs),
    measures: sizes.split('; ').filter(Boolean).map(measureOf),
    way: oneOf(Object.keys(ways) as Row['way'][], kind),
    connection: connection === undefined ? undefined : oneOf(connections, connection),
    comesBack: oneOf(['comes back', 'stays'], after) === 'comes back',
  }
}

function measureOf(said: string): Row['measures'][number] {
  const [name = '', value = ''] = said.split(' = ')
  const [typed = '', kept] = value.split(' → ')
  return { name, typed, kept: kept ?? typed.replace(/^(\d+(?:\.\d+)?) cm$/, '$1') }
}

const rows = fortyItems
  .split('\n')
  .filter((line) => line.includes('|'))
  .map(rowOf)

const today = '2026-11-23'
const tomorrow = '2026-11-24'
let desk: TestDesk
let staff: Map<string, Colleague>
beforeEach(() => {
  desk = emptyDesk()
  seedCatalogue(desk.storage)
  addPerson(desk, { id: 'kamla', surname: 'Chauhan' })
  addHuddle(desk)
  const asking = qualifications.map(
    (qualification) =>
      [
        qualification,
        addColleague(desk, { name: `The ${qualification}`, team: 'RP', qualification }),
      ] as const,
  )
  const doing = ['OT', 'MA', 'CT'].map(
    (team) => [`of ${team}`, addColleague(desk, { name: `One of ${team}`, team })] as const,
  )
  staff = new Map<string, Colleague>([...asking, ...doing])
})
afterEach(() => {
  desk.remove()
})

const called = (name: string): Colleague => {
  const found = staff.get(name)
  if (!found) throw new Error(`Nobody is called ${name}.`)
  return found
}

/** What the one line says, without anything to ask about. */
function read({ typed }: Row) {
  const catalogue = readCatalogue(desk.storage)
  const around = {
    ...{ colleagues: [], teams: startingTeams, myTeam: 'RP', kits: startingKits },
    ...{ now: desk.clock(), start: '2026-11-09' },
  }
  const line = readActionLine(typed, around, findIn(catalogue), { catalogue })
  const option = line.options[line.at]
  expect([option?.question, option?.unclear, option?.guessed, line.doubts]).toEqual([null, [], [], []])
  if (!option) throw new Error('Nothing was read.')
  return option.draft
}

/** Agreed at once by whoever may; else refused, sent for sign-off with what was typed, untouched till then, and signed. */
async function agreed(row: Row): Promise<ActionView> {
  const asker = called(row.asks)
  const asked = { id: randomUUID(), episode: 'kamla-stay', ...read(row) }
  if (row.signs === undefined) return agreeAction(desk, asker, asked)
  await expect(agreeAction(desk, asker, asked)).rejects.toMatchObject({
    ...{ code: 'needs-sign-off', field: 'item' },
    detail: expect.stringContaining('Send it for sign-off by') as string,
  })
  const sent = await agreeAction(desk, asker, { ...asked, signOff: true })
  expect(sent).toMatchObject({ state: 'to sign off', item: row.code, title: row.title })
  const of = { action: sent.id }
  await expect(acceptAction(desk, called(`of ${row.team}`), of)).rejects.toMatchObject({
    code: 'wrong-state',
  })
  await expect(signOffAction(desk, asker, of)).rejects.toMatchObject({ code: 'not-allowed' })
  return signOffAction(desk, called(row.signs), of)
}

/** Nothing goes on until all is measured; a part of it is not enough. */
async function measured({ measures, way, team }: Row, action: string): Promise<void> {
  const doer = called(`of ${team}`)
  const onward = () =>
    way === 'ordered'
      ? orderAction(desk, doer, { action, reference: 'CE-20417' })
      : deliverAction(desk, doer, { action, on: today })
  for (const [place, { name, typed }] of measures.entries()) {
    const left = measures.slice(place).map((one) => one.name)
    await expect(onward()).rejects.toMatchObject({
      ...{ code: 'wrong-state' },
      detail: `Measure first: ${left.join(', ')}. Or say who measures at a visit, and when.`,
    })
    const view = await measureAction(desk, doer, { action, measures: [{ name, value: typed }] })
    expect(view.state).toBe(left.length === 1 ? 'measured' : 'accepted')
  }
}

/** Ordered by whoever orders it, refused to everybody who does not; booked where it is put in; there the next day. */
async function there({ way, team, connection }: Row, action: string): Promise<ActionView> {
  const doer = called(`of ${team}`)
  const onTheDay = { action, on: tomorrow }
  if (way === 'ordered') {
    await expect(deliverAction(desk, doer, { action, on: today })).rejects.toMatchObject({
      detail: 'Order it first, or say that we take and fit it ourselves.',
    })
    const order = { action, reference: 'CE-20417', expected: tomorrow }
    expect(await orderAction(desk, doer, order)).toMatchObject({ state: 'ordered' })
  }
  if (way === 'by us')
    await expect(orderAction(desk, doer, { action, reference: 'CE-20417' })).rejects.toMatchObject({
      detail: 'We take and fit it ourselves: nothing is ordered.',
    })
  if (way === 'installed') {
    await expect(deliverAction(desk, doer, { action, on: today })).rejects.toMatchObject({
      detail: 'Book it first, with its connection and the day it is tested.',
    })
    await expect(bookAction(desk, doer, onTheDay)).rejects.toMatchObject({ field: 'connection' })
    await expect(bookAction(desk, doer, { ...onTheDay, connection })).rejects.toMatchObject({
      field: 'testOn',
    })
    await bookAction(desk, doer, { ...onTheDay, connection, testOn: tomorrow })
  }
  if (way === 'fitted') await bookAction(desk, doer, onTheDay)
  desk.clock.pass(86_400_000)
  return deliverAction(desk, doer, onTheDay)
}

/** What is known of it at the end. */
const factsOf = ({ way, measures, connection }: Row) => ({
  measures: measures
    .map(({ name, kept }): Measured => ({ name, value: kept }))
    .sort((a, b) => (a.name < b.name ? -1 : 1)),
  theirReference: way === 'ordered' ? 'CE-20417' : null,
  bookedFor: way === 'by us' || way === 'handed over' ? null : tomorrow,
  ...{ byUs: way === 'by us', deliveredOn: tomorrow },
  ...{ connection: connection ?? null, testOn: connection ? tomorrow : null },
  isAlarm: way === 'installed',
})

describe('the forty items that are asked for most', () => {
  test('are forty, none twice, of every category, who may ask and way', () => {
    expect(new Set(rows.map(({ code }) => code)).size).toBe(40)
    expect(rows).toHaveLength(40)
    expect(new Set(rows.map(({ team }) => team))).toEqual(new Set(['OT', 'MA', 'CT']))
    expect(new Set(rows.map(({ way }) => way))).toEqual(new Set(Object.keys(ways)))
    expect(new Set(rows.map(({ connection }) => connection))).toEqual(new Set([undefined, ...connections]))
    expect(new Set(rows.map(({ tier }) => tier))).toEqual(new Set(tiers))
    const signed = rows.filter(({ signs }) => signs !== undefined).map(({ tier }) => tier)
    expect(new Set(signed)).toEqual(new Set(['P1', 'P2', 'P3', 'CT']))
  })

  test.each(rows)('“$typed” by $asks: $code, $way', async (row) => {
    const { code, title, quantity, tier, team, room, due, measures, way, comesBack } = row
    const view = await agreed(row)
    expect(view).toMatchObject({
      ...{ state: 'agreed', item: code, title, quantity, tier, team, due, owner: null, room: room ?? null },
      agreedBy: { name: `The ${row.asks}` },
    })
    expect(view.asks?.map(({ name }) => name)).toEqual(measures.map(({ name }) => name))

    const doer = called(`of ${team}`)
    const of = { action: view.id }
    await acceptAction(desk, doer, { ...of, byUs: way === 'by us' })
    await measured(row, view.id)
    expect(await there(row, view.id)).toMatchObject({ state: 'delivered', onLoan: comesBack })

    await expect(finishAction(desk, doer, { ...of, note: '' })).rejects.toMatchObject({
      detail: 'Nobody has shown yet how it works.',
    })
    expect(await showAction(desk, doer, { ...of, works: true })).toMatchObject({ state: 'shown' })
    const done = await finishAction(desk, doer, { ...of, note: 'In place, uses it safely' })
    const facts = factsOf(row)
    expect(done).toMatchObject({ state: 'done', ...facts, onLoan: comesBack, owner: { id: doer.id } })
    if (comesBack)
      expect(await collectAction(desk, doer, of)).toMatchObject({
        ...{ state: 'collected', ...facts, onLoan: false, collectedOn: tomorrow },
      })
    else
      await expect(collectAction(desk, doer, of)).rejects.toMatchObject({
        detail: 'There is nothing of it to collect.',
      })
    expect(await storyOf(view.id)).toEqual([
      ...['agree', ...(row.signs ? ['sign off'] : []), 'accept'],
      ...[...measures.map(() => 'measure'), ...ways[way], 'show', 'finish'],
      ...(comesBack ? ['collect'] : []),
    ])
  })
})

async function storyOf(action: string): Promise<(string | null)[]> {
  return (await readAction(desk, called('other'), action)).steps.map(({ act }) => act)
}
