"""Pure rules of registrations: from the policy, the facts and the action to a decision."""
