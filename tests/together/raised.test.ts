import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Colleague } from '#lib/reablement/colleague.ts'
import { agendaFacts } from '#lib/server/huddles/agenda-facts.ts'
import { closeHuddle } from '#lib/server/huddles/close-huddle.ts'
import { goToPerson, nextPerson, noChange } from '#lib/server/huddles/move.ts'
import { photoOnScreens } from '#lib/server/huddles/photo-on-screens.ts'
import { showPhoto } from '#lib/server/huddles/show-photo.ts'
import { readSteering } from '#lib/server/huddles/steering.ts'
import { raisedPages } from '#lib/server/join-raised.ts'
import { PhotoFiles } from '#lib/server/raised/photo-files.ts'
import { agreeAction } from '#lib/server/register/agree-action.ts'
import { episodeEvent } from '#lib/server/storage/course-schema.ts'
import { raised } from '#lib/server/storage/raised-schema.ts'
import { episode } from '#lib/server/storage/schema.ts'
import { closureDay } from '#lib/server/storage/setting-schema.ts'
import { addColleague, addPerson, agreeing, auditTrail, cast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { closeCarryingOver } from '../support/close.ts'
import { startAtPeople } from '../support/steps.ts'

/** What a colleague who is not in the meeting raises, from the phone to what was decided. */
let desk: TestDesk
let folder: string
let files: PhotoFiles
let told: string[]
let nadia: Colleague
let parts: ReturnType<typeof raisedPages>
beforeEach(() => {
  desk = smallService()
  folder = mkdtempSync(join(tmpdir(), 'perch-photos-'))
  files = new PhotoFiles(folder)
  told = []
  nadia = addColleague(desk, { name: 'Nadia Osman', team: 'RP', jobTitle: 'Reablement worker' })
  parts = raisedPages(desk, files, (one) => told.push(one))
})
afterEach(() => {
  desk.remove()
  rmSync(folder, { recursive: true, force: true })
})

const { priya, olu, wall } = cast
const today = { huddle: 'today' }
const words = 'cannot lift her leg over the bath'
const reason = `raised by Nadia O: ${words}`
const line = (id = 'raise-one', about = 'kamla-stay') => ({ id, episode: about, words })
const item = (huddle = 'today', about = 'kamla-stay') =>
  readSteering(desk.storage, huddle).agenda.find((one) => one.episode === about)
const start = () => startAtPeople(desk, priya, today, new Map(), ['priya'])
const kept = () => {
  try {
    return readdirSync(join(folder, 'photos'))
  } catch {
    return []
  }
}
const rows = () => desk.storage.select().from(raised).all()
const aPhoto = () =>
  sharp({ create: { width: 80, height: 60, channels: 3, background: '#804020' } })
    .jpeg()
    .toBuffer()
const photoOf = (id = 'raise-one') => rows().find((row) => row.id === id)?.photo ?? ''
const own = async () => (await parts.own(nadia)).find(({ id }) => id === 'raise-one')

describe('raising somebody', () => {
  test('puts them on the agenda that is prepared, on the board, and into their story', async () => {
    expect(item()?.section).not.toBe('raised')
    await parts.raise(nadia, line(), null)
    expect(item()).toMatchObject({ section: 'raised', reasons: [reason] })
    expect(agendaFacts(desk.storage).get('kamla-stay')?.raises).toEqual([reason])
    expect(told).toEqual(['kamla-stay'])
    const story = desk.storage.select().from(episodeEvent).all()
    expect(story).toMatchObject([{ kind: 'huddle', colleague: nadia.id, words: `R${reason.slice(1)}` }])
    expect(await own()).toMatchObject({ became: 'On the agenda for Mon 23 Nov', mayTakeBack: true })
  })

  test('sent twice is one, with one photo; the same id of somebody else is refused', async () => {
    await parts.raise(nadia, line(), await aPhoto())
    await parts.raise(nadia, line(), await aPhoto())
    await Promise.all([1, 2].map(async () => parts.raise(nadia, line('raise-two'), await aPhoto())))
    expect(rows()).toHaveLength(2)
    expect(kept()).toHaveLength(2)
    expect(told).toHaveLength(2)
    await expect(parts.raise(olu, line(), null)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('is refused in words, and leaves nothing: codes, nothing said, too much, nobody of the board, screens', async () => {
    const photo = await aPhoto()
    const tries: [Colleague, object, string][] = [
      [nadia, { words: 'key safe 4471' }, 'key-safe-code'],
      [nadia, { words: '   ' }, 'bad-input'],
      [nadia, { words: 'x'.repeat(201) }, 'bad-input'],
      [nadia, { episode: 'nobody' }, 'not-found'],
      [nadia, { id: '../../x' }, 'bad-input'],
      [wall, {}, 'not-allowed'],
    ]
    for (const [who, wish, code] of tries)
      await expect(parts.raise(who, { ...line(), ...wish }, photo)).rejects.toMatchObject({ code })
    desk.storage.update(episode).set({ state: 'ended' }).where(eq(episode.id, 'dot-stay')).run()
    await expect(parts.raise(nadia, line('raise-dot', 'dot-stay'), photo)).rejects.toMatchObject({
      code: 'not-found',
    })
    expect([rows(), kept(), told]).toEqual([[], [], []])
    expect(auditTrail(desk)).toContain('raise for huddle not-allowed')
  })

  test('while the huddle runs they come to the end of the raised, and everybody is told', async () => {
    await start()
    await parts.raise(nadia, line(), null)
    expect(item()).toMatchObject({ section: 'raised', reasons: [reason], outcome: null })
    expect(await own()).toMatchObject({ became: 'On the agenda of the huddle that is on now' })
  })

  test('when the huddle that runs has come to them, it is for the next', async () => {
    await parts.raise(nadia, line('raise-before'), null)
    await start()
    await goToPerson(desk, priya, { ...today, to: 'kamla-stay' })
    await noChange(desk, priya, { ...today, from: 'kamla-stay' })
    desk.clock.pass(60_000)
    await parts.raise(nadia, { ...line(), words: 'and now she fell' }, null)
    expect(item()).toMatchObject({ outcome: 'no change', reasons: [reason] })
    expect(await own()).toMatchObject({ became: 'On the agenda for Tue 24 Nov', mayTakeBack: true })
    desk.storage.insert(closureDay).values({ date: '2026-11-24', words: 'snow' }).run()
    expect(await own()).toMatchObject({ became: 'On the agenda for Wed 25 Nov' })
    desk.clock.pass(60_000)
    const { next } = await closeCarryingOver(desk, priya, today)
    expect(item(next.huddle)?.reasons).toContain('raised by Nadia O: and now she fell')
    expect(item(next.huddle)?.reasons).not.toContain(reason)
  })
})

describe('what was decided', () => {
  test('is told: what was agreed with where it stands, and only of the huddle that came to it', async () => {
    await parts.raise(nadia, line(), null)
    await start()
    await goToPerson(desk, priya, { ...today, to: 'kamla-stay' })
    await agreeAction(desk, priya, agreeing())
    await nextPerson(desk, priya, { ...today, from: 'kamla-stay' })
    expect(await own()).toMatchObject({
      became: 'Talked about in the huddle that is on now',
      decided: ['Perching stool: Occupational therapy, by Tue 24 Nov, not accepted yet'],
      mayTakeBack: false,
    })
    desk.clock.pass(60_000)
    await closeCarryingOver(desk, priya, today)
    expect(await own()).toMatchObject({ became: 'Talked about on Mon 23 Nov', kind: 'talked about' })
    await expect(parts.takeBack(nadia, { id: 'raise-one' })).rejects.toMatchObject({ code: 'wrong-state' })
  })

  test('looked at, nothing needed; not reached and carried over; left before', async () => {
    await parts.raise(nadia, line(), null)
    await parts.raise(nadia, line('raise-neville', 'neville-stay'), null)
    await parts.raise(nadia, line('raise-dot', 'dot-stay'), null)
    await start()
    await goToPerson(desk, priya, { ...today, to: 'kamla-stay' })
    await noChange(desk, priya, { ...today, from: 'kamla-stay' })
    // Whoever has the turn at the close has been talked about.
    await goToPerson(desk, priya, { ...today, to: 'kamla-stay' })
    desk.clock.pass(60_000)
    await closeCarryingOver(desk, priya, today)
    desk.storage.update(episode).set({ state: 'ended' }).where(eq(episode.id, 'dot-stay')).run()
    const said = new Map(
      (await parts.own(nadia)).map(({ id, became, decided }) => [id, [became, ...decided]]),
    )
    expect(said.get('raise-one')).toEqual([
      'Talked about on Mon 23 Nov',
      'Looked at: no change, nothing needed',
    ])
    expect(said.get('raise-neville')?.[0]).toMatch(/^Not reached on Mon 23 Nov\. On the agenda for /)
    expect(said.get('raise-dot')?.[0]).toMatch(/^They left the service/)
  })

  test('is seen for fourteen days, what waits for ever, and nobody else’s', async () => {
    await parts.raise(nadia, line(), null)
    await parts.raise(olu, line('raise-olu'), null)
    expect((await parts.own(nadia)).map(({ id }) => id)).toEqual(['raise-one'])
    desk.clock.setTo('2026-12-20T10:00:00.000Z')
    expect((await parts.own(nadia)).map(({ id }) => id)).toEqual(['raise-one'])
    await parts.takeBack(nadia, { id: 'raise-one' })
    expect(await parts.own(nadia)).toEqual([])
  })
})

describe('taking it back', () => {
  test('is its author’s, takes the photo with it, and the agenda follows', async () => {
    await parts.raise(nadia, line(), await aPhoto())
    await expect(parts.takeBack(olu, { id: 'raise-one' })).rejects.toMatchObject({ code: 'not-allowed' })
    await parts.takeBack(nadia, { id: 'raise-one' })
    expect(item()?.section).not.toBe('raised')
    expect(kept()).toEqual([])
    expect(await own()).toMatchObject({ became: 'Taken back: the huddle does not see it', photo: null })
    await parts.takeBack(nadia, { id: 'raise-one' })
  })

  test('while the huddle runs nobody is lowered, and the words go', async () => {
    await parts.raise(nadia, line(), null)
    await start()
    await parts.takeBack(nadia, { id: 'raise-one' })
    expect(item()).toMatchObject({ section: 'raised', reasons: ['raised by Nadia O, taken back'] })
  })
})

describe('the photo', () => {
  test('is seen by colleagues, each look audited; never under another name, nor when its bytes changed', async () => {
    await parts.raise(nadia, line(), await aPhoto())
    expect((await parts.photo(olu, photoOf())).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
    expect(auditTrail(desk)).toContain('view photo done')
    await expect(parts.photo(olu, '../perch')).rejects.toMatchObject({ code: 'not-found' })
    await expect(parts.photo(wall, photoOf())).rejects.toMatchObject({ code: 'not-allowed' })
    // Refused for who they are, before their picture is looked at.
    await expect(parts.raise(wall, line('raise-wall'), new Uint8Array([1]))).rejects.toMatchObject({
      code: 'not-allowed',
    })
    writeFileSync(join(folder, 'photos', kept()[0] ?? ''), 'something else')
    await expect(parts.photo(olu, photoOf())).rejects.toMatchObject({ code: 'not-found' })
  })

  test('is on the shared screen only when the chair shows it, and only with its person’s turn', async () => {
    await parts.raise(nadia, line(), await aPhoto())
    await parts.raise(nadia, line('raise-neville', 'neville-stay'), await aPhoto())
    await expect(parts.shownPhoto(wall)).rejects.toMatchObject({ code: 'not-found' })
    await start()
    await goToPerson(desk, priya, { ...today, to: 'kamla-stay' })
    await expect(parts.shownPhoto(wall)).rejects.toMatchObject({ code: 'not-found' })
    const show = (who: Colleague, id: string, wish = true) =>
      showPhoto(desk, who, { ...today, raised: id, show: wish })
    await expect(show(olu, 'raise-one')).rejects.toMatchObject({ code: 'not-chair' })
    await expect(show(priya, 'raise-neville')).rejects.toMatchObject({ code: 'not-found' })

    expect((await show(priya, 'raise-one')).photo).toMatchObject({ raised: 'raise-one' })
    expect((await parts.shownPhoto(wall)).length).toBeGreaterThan(100)
    await expect(parts.shownPhoto(olu)).rejects.toMatchObject({ code: 'not-allowed' })
    expect((await show(priya, 'raise-one', false)).photo).toBeUndefined()
    await expect(parts.shownPhoto(wall)).rejects.toMatchObject({ code: 'not-found' })

    await show(priya, 'raise-one')
    await goToPerson(desk, priya, { ...today, to: 'neville-stay' })
    expect(photoOnScreens(desk.storage)).toBeNull()
    await goToPerson(desk, priya, { ...today, to: 'kamla-stay' })
    expect(photoOnScreens(desk.storage)).toBeNull()
    await show(priya, 'raise-one')
    await parts.takeBack(nadia, { id: 'raise-one' })
    expect(photoOnScreens(desk.storage)).toBeNull()
  })

  test('goes from the shared screen when the huddle closes', async () => {
    await parts.raise(nadia, line(), await aPhoto())
    await start()
    await goToPerson(desk, priya, { ...today, to: 'kamla-stay' })
    await showPhoto(desk, priya, { ...today, raised: 'raise-one', show: true })
    await nextPerson(desk, priya, { ...today, from: 'kamla-stay' })
    await goToPerson(desk, priya, { ...today, to: 'kamla-stay' })
    await showPhoto(desk, priya, { ...today, raised: 'raise-one', show: true })
    await closeHuddle(desk, priya, today, [])
    expect(photoOnScreens(desk.storage)).toBeNull()
  })
})

describe('finding somebody', () => {
  test('by the beginnings of names or the reference, only of the board, those raised lately first', async () => {
    addPerson(desk, {
      id: 'mina',
      forename: 'Mina',
      surname: 'Chohan',
      reference: 'RB27044',
      postcode: 'LE2 1AA',
    })
    addPerson(desk, { id: 'gone', forename: 'Kasia', surname: 'Gone' }, { state: 'ended' })
    const names = async (typed: string) =>
      (await parts.find(nadia, { typed })).people.map(({ name }) => name.replace(/, \d+$/, ''))
    expect(await names('k')).toEqual([])
    expect(await names('ka')).toEqual(['Kamla Chauhan'])
    expect(await names('ch')).toEqual(['Kamla Chauhan', 'Mina Chohan'])
    expect(await names('mi ch')).toEqual(['Mina Chohan'])
    expect(await names('o’d')).toEqual(['Neville O’Dowd'])
    expect(await names('rb 27010')).toEqual(['Kamla Chauhan'])
    await parts.raise(nadia, line('raise-mina', 'mina-stay'), null)
    expect(await names('ch')).toEqual(['Mina Chohan', 'Kamla Chauhan'])
    expect((await parts.lately(nadia)).people.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^Mina Chohan, /),
    ])
    const [mina] = (await parts.find(nadia, { typed: 'mina' })).people
    expect(mina?.name).toMatch(/^Mina Chohan, \d\d$/)
    expect(mina).toMatchObject({ where: '7 Invented Street, LE2', nameAlike: false, reference: 'RB27044' })
    // Kiran and Kamla: both names begin and sound alike. Mina’s does not, so that her card warns of nobody.
    addPerson(desk, { id: 'kiran', forename: 'Kiran', surname: 'Chohan' })
    const { people } = await parts.find(nadia, { typed: 'ch' })
    const alike = people.filter(({ nameAlike }) => nameAlike).map(({ name }) => name.replace(/ .*/, ''))
    expect(alike).toEqual(['Kamla', 'Kiran'])
  })
})

describe('more than people do', () => {
  const tooMany = { code: 'too-many-tries' }

  test('surnames tried one after the other are refused in words; a minute later it goes on', async () => {
    const tried = async (typed: string) => (await parts.find(nadia, { typed })).people.length
    for (let one = 0; one < 60; one += 1) expect(await tried('chau')).toBe(1)
    await expect(tried('chau')).rejects.toMatchObject(tooMany)
    await expect(tried('chau')).rejects.toThrow('Too many tries. Wait a few minutes, then try again.')
    // Nobody else waits for it, and the page still opens.
    expect((await parts.find(priya, { typed: 'chau' })).people).toHaveLength(1)
    expect((await parts.lately(nadia)).people).toEqual([])
    desk.clock.pass(60_000)
    expect(await tried('chau')).toBe(1)
  })

  test('lines sent one after the other are refused and leave nothing; a photo counts as two', async () => {
    const photo = await aPhoto()
    for (let one = 0; one < 9; one += 1) await parts.raise(nadia, line(`raise-line-${String(one)}`), photo)
    await parts.raise(nadia, line('raise-line-9'), null)
    await expect(parts.raise(nadia, line('raise-line-10'), photo)).rejects.toMatchObject(tooMany)
    await parts.raise(nadia, line('raise-line-10'), null)
    await expect(parts.raise(nadia, line('raise-line-11'), null)).rejects.toMatchObject(tooMany)
    expect(rows()).toHaveLength(11)
    expect(kept()).toHaveLength(9)
    await parts.raise(priya, line('raise-line-12'), null)
    desk.clock.pass(60_000)
    await parts.raise(nadia, line('raise-line-11'), null)
    expect(rows()).toHaveLength(13)
  })
})
