import { claimSeconds, type MailLedger } from '#shared/ports/mail-ledger.ts';

export const inMemoryMailLedger = (clock: () => Date = () => new Date()): MailLedger => {
  /** When each claim runs out; null once it is settled. */
  const claims = new Map<string, number | null>();
  const suppressed = new Set<string>();
  const plain = (address: string) => address.trim().toLowerCase();
  return {
    claim: async (...mail) => {
      const until = claims.get(mail.join(' '));
      if (until === null) return 'settled';
      if (until !== undefined && until > clock().getTime()) return 'held';
      claims.set(mail.join(' '), clock().getTime() + claimSeconds * 1000);
      return 'granted';
    },
    settle: async (...mail) => void claims.set(mail.join(' '), null),
    release: async (...mail) => void claims.delete(mail.join(' ')),
    suppress: async (address) => void suppressed.add(plain(address)),
    isSuppressed: async (address) => suppressed.has(plain(address)),
  };
};
