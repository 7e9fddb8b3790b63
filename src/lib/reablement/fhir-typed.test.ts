import { expect, test } from 'vitest'
import { actionOut, kamlaOut } from '../../../tests/support/episode-out.ts'
import { wrongWith } from '../../../tests/support/fhir-r4.ts'
import type { EpisodeOut } from './episode-out.ts'
import { fhirBundle } from './fhir-bundle.ts'

const { page } = kamlaOut
const bundleWith = (out: EpisodeOut) =>
  fhirBundle(out, 'https://board.example.org', '2026-11-23T10:30:00.000Z')

test('no closed matter and no code leaves where no note was written: in an order’s number, a measure, next of kin or the address', () => {
  const typed = (words: string): EpisodeOut => ({
    ...kamlaOut,
    page: {
      ...page,
      contact: { ...page.contact, address: `4 Example Street\n${words}` },
      around: { nextOfKin: `Meera Chauhan; ${words}`, relationship: `daughter. ${words}` },
      actions: [
        actionOut({
          ...{ id: 'asked', kind: 'equipment', item: 'PS01', title: 'Perching stool' },
          theirReference: `ORD 88; ${words}`,
          measures: [{ name: 'shape', value: `round; ${words}` }],
        }),
        actionOut({ id: 'fire', kind: 'referral', title: 'Home fire visit', theirReference: words }),
      ],
    },
  })
  const closed = JSON.stringify(bundleWith(typed('safeguarding concern about her nephew')))
  expect(closed).not.toMatch(/safeguarding concern about|nephew/)
  for (const kept of ['4 Example Street', 'Meera Chauhan', 'daughter', 'ORD 88', 'round'])
    expect(closed).toContain(kept)
  const code = bundleWith(typed('key safe 4471'))
  expect(JSON.stringify(code)).not.toContain('4471')
  for (const { resource } of code.entry) expect(wrongWith(resource)).toEqual([])
})
