import { describe, expect, test } from 'vitest'
import { readSettings } from './settings.ts'

const mail = {
  PERCH_SMTP_URL: 'smtps://me:secret@mail.example',
  PERCH_MAIL_FROM: 'Perch <perch@city.example>',
}

describe('the settings of what leaves', () => {
  test('are off when nothing is said', () => {
    const off = { mail: null, loopback: false, handOff: null, keepDays: 30 }
    expect(readSettings({ PERCH_SMTP_URL: '' }).leaving).toEqual(off)
  })

  test('are read', () => {
    const more = { PERCH_WEBHOOK_LOOPBACK: '1', PERCH_HANDOFF: '/srv/orders', PERCH_OUTBOX_DAYS: '14' }
    expect(readSettings({ ...mail, ...more }).leaving).toEqual({
      mail: { url: mail.PERCH_SMTP_URL, from: mail.PERCH_MAIL_FROM },
      ...{ loopback: true, handOff: '/srv/orders', keepDays: 14 },
    })
  })

  test.each([
    [{ PERCH_SMTP_URL: mail.PERCH_SMTP_URL }, 'PERCH_MAIL_FROM'],
    [{ PERCH_MAIL_FROM: mail.PERCH_MAIL_FROM }, 'PERCH_SMTP_URL'],
    [{ ...mail, PERCH_SMTP_URL: 'https://mail.example/secret' }, 'PERCH_SMTP_URL'],
    [{ ...mail, PERCH_MAIL_FROM: 'secret' }, 'PERCH_MAIL_FROM'],
    [{ PERCH_HANDOFF: 'secret/orders' }, 'PERCH_HANDOFF'],
    [{ PERCH_OUTBOX_DAYS: '0' }, 'PERCH_OUTBOX_DAYS'],
  ])('%j is refused naming %s, and not repeating it', (given: Record<string, string>, name) => {
    expect(() => readSettings(given)).toThrow(name)
    expect(() => readSettings(given)).not.toThrow('secret')
  })
})

describe('the folder of caseload files', () => {
  test('is off when nothing is said, and read', () => {
    expect(readSettings({}).caseload).toEqual({ folder: null, at: null })
    const given = { PERCH_CASELOAD_FOLDER: '/srv/caseload', PERCH_CASELOAD_AT: '05:30' }
    expect(readSettings(given).caseload).toEqual({ folder: '/srv/caseload', at: '05:30' })
  })

  test.each([
    [{ PERCH_CASELOAD_FOLDER: 'drop' }, 'PERCH_CASELOAD_FOLDER'],
    [{ PERCH_CASELOAD_FOLDER: '/srv/data/drop', PERCH_DATA: '/srv/data' }, 'outside PERCH_DATA'],
    [{ PERCH_CASELOAD_FOLDER: '/srv/data', PERCH_DATA: '/srv/data' }, 'outside PERCH_DATA'],
    [{ PERCH_CASELOAD_FOLDER: '/srv/drop', PERCH_CASELOAD_AT: '25:00' }, 'PERCH_CASELOAD_AT'],
    [{ PERCH_CASELOAD_AT: '05:30' }, 'PERCH_CASELOAD_FOLDER'],
  ])('%j is refused naming %s', (given: Record<string, string>, name) => {
    expect(() => readSettings(given)).toThrow(name)
  })
})
