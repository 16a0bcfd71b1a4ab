import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { useApi } from './api-context.tsx';

/** Asks for work. Whoever presses again after a lost answer asks for the same work, which is begun once. */
export const useSubmit = <Asked, Answer>(path: string, onAnswer: (answer: Answer) => void) => {
  const api = useApi();
  const unanswered = useRef({ request: '', key: '' });
  const keyOf = (asked: Asked): string => {
    const request = JSON.stringify(asked);
    if (unanswered.current.request !== request) unanswered.current = { request, key: crypto.randomUUID() };
    return unanswered.current.key;
  };
  return useMutation({
    mutationFn: (asked: Asked) => api.post<Answer>(path, asked, { key: keyOf(asked) }),
    onSuccess: (answer) => {
      unanswered.current = { request: '', key: '' };
      onAnswer(answer);
    },
  });
};
