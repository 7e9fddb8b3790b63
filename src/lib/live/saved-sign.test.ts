import { describe, expect, it } from 'vitest'
import { savedSign, troubleWords } from './saved-sign.ts'

const heard = { online: true, readOnly: false, inStep: true, silentFor: 100 }
const well = { ...heard, awayFor: 0, waiting: 0, waitingFor: 0 }

describe('the saved sign', () => {
  it('says saved only when nothing waits and the server is heard', () => {
    expect(savedSign(well)).toBe('saved')
    expect(savedSign({ ...well, waiting: 1 })).toBe('saving')
    expect(savedSign({ ...well, inStep: false, awayFor: 500 })).toBe('saving')
  })

  it.each([
    ['the browser is offline', { online: false }, 'You are offline.'],
    ['the server is silent', { silentFor: 8_500 }, 'Perch cannot be reached just now.'],
    [
      'it is away for more than a moment',
      { inStep: false, awayFor: 4_500 },
      'Perch cannot be reached just now.',
    ],
    ['an edit waits and waits', { waiting: 1, waitingFor: 9_000 }, 'Perch could not save yet.'],
  ])('says not saved when %s, and what to do', (_what, change, words) => {
    const facts = { ...well, ...change }
    expect(savedSign(facts)).toBe('not saved')
    expect(troubleWords(facts)).toContain(words)
  })

  it('counts what waits', () => {
    expect(troubleWords({ ...well, online: false, waiting: 1 })).toContain('1 change is not saved yet.')
    expect(troubleWords({ ...well, online: false, waiting: 12 })).toContain('12 changes are not saved yet.')
    expect(troubleWords(well)).toBeNull()
  })

  it('tells nobody to go on typing where nothing can be written', () => {
    const away = { ...well, readOnly: true, inStep: false, awayFor: 4_500 }
    expect(troubleWords(away)).toBe('Perch cannot be reached just now. Trying again.')
  })
})
