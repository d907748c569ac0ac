"""What is kept: people, assessments, facts, runs, reviews, and the journal of every change."""
