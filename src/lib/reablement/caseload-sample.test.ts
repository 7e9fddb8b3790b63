import { describe, expect, test } from 'vitest'
import { shownSample } from './caseload-sample.ts'

describe('a sample cell shows what the column is, and nobody', () => {
  test.each([
    ['MACDONALD', 'surname', 'MA•••••••'],
    ['943 476 5919', 'nhsNumber', '94• ••• ••••'],
    ['16-Feb-55', 'born', '••-•••-55'],
    ['1955-02-16', 'born', '1955-••-••'],
    ['16/02/1955', 'born', '••/••/1955'],
    // A day as a spreadsheet counts it: no part of it is the year.
    ['20136', 'born', '20•••'],
    ['16021955', 'born', '16••••••'],
    ['LE2 4AB', 'postcode', 'LE2 •••'],
    ['le24ab', 'postcode', 'LE2 •••'],
    ['not known', 'postcode', 'no• •••••'],
    ['0116 496 0123', 'telephone', '0116 ••• ••••'],
    ['RB27013', 'reference', 'RB27•••'],
    ['A1', 'reference', 'A1'],
    ['12 Lockgate Lane', 'address', '12 •••••••• Lane'],
    ['Asha Lane, daughter', 'nextOfKin', 'As•• ••••, daughter'],
    ['Sam Ward, son', 'nextOfKin', 'Sa• ••••, son'],
    ['WARD', null, 'WA••'],
    ['Jane Lane', null, 'Ja•• ••••'],
    ['something of which nothing is known', null, 'so••••••• •• ••••• •••••…'],
    ['Lives alone', null, 'Lives alone'],
    ['Reablement', 'kind', 'Reablement'],
    ['3', 'callsPerDay', '3'],
    ['4', null, '4'],
  ] as const)('%s as %s is %s', (cell, field, shown) => {
    expect(shownSample(cell, field)).toBe(shown)
  })
})
