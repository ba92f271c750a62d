"""The product beside a baseline, in one run; machines are noisy, so ratios count."""
