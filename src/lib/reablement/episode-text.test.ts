import { describe, expect, test } from 'vitest'
import { kamlaOut } from '../../../tests/support/episode-out.ts'
import type { EpisodeOut } from './episode-out.ts'
import { episodeText, pasteInto, textFileName } from './episode-text.ts'
import { openWords, wordsThatLeave } from './words-that-leave.ts'

const copied = { by: 'Mia Grant', at: '2026-11-24T10:30:00.000Z', today: '2026-11-24' }

describe('an episode as text', () => {
  test('for the case record: the whole account', () => {
    expect(episodeText(kamlaOut, 'case record', copied)).toBe(
      `City reablement: reablement episode of Kamla Chauhan, known as Kam Chauhan
Reference RB27010. Born Sunday 16 February 1941. NHS number 999 000 0018.
First visit Monday 5 October 2026. The six weeks without a charge end on Sunday 15 November 2026.

COMMUNICATION
Speaks Gujarati.
Needs an interpreter.

WHY THEY CAME
Came from LRI, Ward 18.
Why: hip fracture.

WHAT MATTERS TO THEM
Make my own tea & toast. By Monday 26 October 2026. Met.
Walk to the temple. Working on it.
Bath by myself. Changed.
Go to the shop. By Monday 30 November 2026. Not started.

CALLS
From Monday 26 October 2026: 2 calls a day of 30 minutes, one carer, a step down. Washes by herself. (Priya Shah)
From Monday 5 October 2026: 4 calls a day of 30 minutes, 2 carers. As the file said. (from the caseload file)

IN HOSPITAL
Went in on Wednesday 14 October 2026, back on Tuesday 20 October 2026.

STILL TO COME
Perching stool (2), for the kitchen: Olu Adeyemi, Occupational therapy. Agreed by Priya Shah for the huddle of Monday 23 November 2026, due on Thursday 26 November 2026. Where it stands: measured.
Safe and well visit: Social work. Agreed by Priya Shah for the huddle of Monday 23 November 2026, due on Thursday 26 November 2026. Booked for Tuesday 1 December 2026. Where it stands: booked. (Words about a key safe or another way into the home are left out.)
Ring the daughter about shoes: Reablement provider. Agreed by Priya Shah for the huddle of Monday 23 November 2026, due on Thursday 26 November 2026. Where it stands: accepted.
Something agreed that stands in Perch only: Reablement provider. Agreed by Priya Shah for the huddle of Monday 23 November 2026, due on Thursday 26 November 2026. Where it stands: nobody has accepted it yet.

AGREED AND OVER
Grab rail, short: Minor adaptations. Agreed by Priya Shah for the huddle of Monday 23 November 2026. Where it stands: done.
Pendant alarm: Care technology. Agreed by Priya Shah for the huddle of Monday 23 November 2026. Where it stands: declined: no capacity.

SAID IN THE HUDDLES
Monday 23 November 2026. Raised: fell. Priya Shah and Olu Adeyemi wrote: Steadier on the <stairs> & proud. How it was going: watch, said Priya Shah. (Words about safeguarding, resuscitation or a domestic matter are left out.)
Monday 12 October 2026. Written: Slept well. How it was going: on track. (Words about a key safe or another way into the home are left out.)

HOW IT ENDED
Ended on Friday 20 November 2026: fully independent, no care.
National outcome: NFA: Support ended as planned.

From Perch, copied by Mia Grant on Tuesday 24 November 2026 at 10:30. Perch is never the source of a resuscitation decision.
`,
    )
  })

  test('for OneTouch: what whoever is at the door needs', () => {
    const text = episodeText({ ...kamlaOut, ended: null }, 'OneTouch', copied)
    const headings = text.split('\n').filter((line) => /^[A-Z ]+$/.test(line) && line !== '')
    expect(headings).toEqual(['COMMUNICATION', 'WHAT MATTERS TO THEM', 'CALLS', 'STILL TO COME', 'SAID LAST'])
    expect(text).toContain('2 calls a day of 30 minutes')
    expect(text).not.toContain('4 calls a day')
    expect(text).not.toContain('Monday 12 October')
  })

  test('an end whose outcome nobody kept says its day; no file is named after anybody', () => {
    const ended = { on: '2026-11-20', outcome: null, national: null }
    expect(episodeText({ ...kamlaOut, ended }, 'OneTouch', copied)).toContain(
      'HOW IT ENDED\nEnded on Friday 20 November 2026.\n',
    )
    expect(pasteInto.map((into) => textFileName(into, '2026-11-23'))).toEqual([
      'for-onetouch-2026-11-23.txt',
      'for-case-record-2026-11-23.txt',
    ])
  })

  test('what the caseload file said of calls is said once', () => {
    const [, first] = kamlaOut.page.calls
    const calls = first ? [{ ...first, why: 'from the caseload file' }] : []
    const text = episodeText({ ...kamlaOut, page: { ...kamlaOut.page, calls } }, 'case record', copied)
    expect(text).toContain('of 30 minutes, 2 carers. (from the caseload file)\n')
  })

  test('what is late says so', () => {
    const text = episodeText(kamlaOut, 'OneTouch', { ...copied, today: '2026-11-28' })
    expect(text).toContain('Where it stands: accepted, 2 days late.')
    expect(text).toContain('Where it stands: nobody has accepted it yet, 2 days late.')
    expect(text).toContain('Where it stands: measured, 2 days late.')
  })

  test.each(['OneTouch', 'case record'] as const)(
    '%s gets nothing that never leaves, and no markup',
    (into) => {
      const text = episodeText(kamlaOut, into, copied)
      expect(text).not.toMatch(/4471|neighbour|concern|DNACPR|fitted by the door|71 kg/)
      expect(text).not.toMatch(/^[#*>-]|\*\*|__|`/m)
    },
  )

  test('of somebody new there is only a head', () => {
    const { page } = kamlaOut
    const bare: EpisodeOut = {
      ...{ ...kamlaOut, ended: null, hospital: [] },
      page: {
        ...{ ...page, goals: [], calls: [], notes: [], actions: [] },
        header: { ...page.header, name: 'Kamla Chauhan', nhsNumber: null },
        needs: { language: null, interpreter: null },
        cameFrom: { source: null, ward: null, reason: null },
      },
    }
    expect(episodeText(bare, 'case record', copied)).toBe(
      `City reablement: reablement episode of Kamla Chauhan
Reference RB27010. Born Sunday 16 February 1941. NHS number not traced.
First visit Monday 5 October 2026. The six weeks without a charge end on Sunday 15 November 2026.

From Perch, copied by Mia Grant on Tuesday 24 November 2026 at 10:30. Perch is never the source of a resuscitation decision.
`,
    )
  })
})

describe('words that leave', () => {
  test.each([
    ['Slept well.', 'Slept well.', []],
    ['  ', '', []],
    [null, '', []],
    ['Key safe 4471. Slept well.', '', ['way in']],
    ['Key safe by the door. The code is 44 71.', '', ['way in']],
    ['Spare key is with Meera. Slept well.', 'Slept well.', ['way in']],
    ['ReSPECT form is in the hall. Slept well.', 'Slept well.', ['closed matter']],
    ['Safeguarding raised. Key safe fitted. Ate well.', 'Ate well.', ['way in', 'closed matter']],
  ])('%s', (text, left, keptBack) => {
    expect(wordsThatLeave(text)).toEqual({ text: left, keptBack })
    expect(openWords(text)).toBe(left)
  })
})
