/**
 * What whoever held an action had promised of it, taken away: the next one has promised nothing. Its connection goes with
 * the day it was to be tested, for both are booked together.
 */
export const nothingPromised = {
  ...{ byUs: false, measureOn: null, measureBy: null, bookedFor: null },
  ...{ connection: null, testOn: null },
} as const
