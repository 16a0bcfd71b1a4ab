import type { MailLedger } from '#shared/ports/mail-ledger.ts';

export const inMemoryMailLedger = (): MailLedger => {
  const claimed = new Set<string>();
  const suppressed = new Set<string>();
  const plain = (address: string) => address.trim().toLowerCase();
  return {
    claim: async (...mail) => {
      const isNew = !claimed.has(mail.join(' '));
      claimed.add(mail.join(' '));
      return isNew;
    },
    release: async (...mail) => void claimed.delete(mail.join(' ')),
    suppress: async (address) => void suppressed.add(plain(address)),
    isSuppressed: async (address) => suppressed.has(plain(address)),
  };
};
